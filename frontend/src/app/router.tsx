/** Shows the page of the address to those who may stand there. Pages load when they are visited. */
import { lazy, type ComponentType } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";

import { useMe } from "@/api/me";
import { Rows } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { loadAnew } from "@/lib/load-anew";

import { Briefed } from "./briefed";
import { NotFound } from "./fallback";
import { PAGES, type PageEntry } from "./pages";
import { Shell } from "./shell";

const ROUTES = PAGES.map((entry) => ({ entry, Page: lazy(() => findPage(entry)) }));
const ready = new Map<PageEntry, ComponentType>();

/** Whoever goes to a page whose file is gone gets it by loading its address. */
function waitForNewPage(error: unknown): Promise<never> {
  return loadAnew() ? new Promise(() => undefined) : Promise.reject(error);
}

/** Loads a page before anything is drawn. One that fails is asked for again, and then somebody sees why. */
export async function readyPage(entry: PageEntry): Promise<void> {
  await entry.load().then(
    (Page) => ready.set(entry, Page),
    () => undefined,
  );
}

/** A page that is there already is shown at once: React makes whatever it once waited for wait a while longer. */
function findPage(entry: PageEntry): Promise<{ default: ComponentType }> {
  const Page = ready.get(entry);
  if (!Page) return entry.load().then((loaded) => ({ default: loaded }), waitForNewPage);
  return { then: (show: (module: { default: ComponentType }) => void) => show({ default: Page }) } as Promise<{ default: ComponentType }>;
}

export function Pages() {
  return (
    <Routes>
      <Route element={<Shell />}>
        {ROUTES.map(({ entry, Page }) => (
          <Route key={entry.path} path={entry.path} element={entry.roles ? <Guard entry={entry} Page={Page} /> : <Page />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function Guard({ entry, Page }: { entry: PageEntry; Page: ComponentType }) {
  const { me, isLoggedOut, error } = useMe();
  const { pathname, search } = useLocation();
  if (isLoggedOut) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (error) return <ProblemCard error={error} onRetry={() => window.location.reload()} />;
  if (!me) return <Rows count={3} />;
  if (!entry.roles?.includes(me.role)) return <NotFound />;
  return entry.isInformed ? (
    <Briefed>
      <Page />
    </Briefed>
  ) : (
    <Page />
  );
}
