/** Every address and who may stand there. Pages load when they are visited. */
import { lazy, type ComponentType } from "react";
import { createBrowserRouter, matchRoutes, Navigate, useLocation, type RouteObject } from "react-router";

import { useMe, type Me } from "@/api/me";
import { Rows } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";

import { Briefed } from "./briefed";
import { Crash, NotFound } from "./fallback";
import { Shell } from "./shell";

type Role = Me["role"];
const EVERYONE: readonly Role[] = ["student", "tutor", "admin"];

const loaders = new Map<ComponentType, () => Promise<unknown>>();

/** Loads one named page of a module. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): ComponentType {
  const Page = lazy<ComponentType>(async () => ({ default: (await load())[name] }));
  loaders.set(Page, load);
  return Page;
}

const Start = page(() => import("./start-route"), "StartRoute");
const Lesson = page(() => import("./lesson-route"), "LessonRoute");
const Login = page(() => import("@/features/account/login-page"), "LoginPage");
const Join = page(() => import("@/features/account/join-page"), "JoinPage");
const Reset = page(() => import("@/features/account/reset-page"), "ResetPage");
const MyData = page(() => import("./data-route"), "DataRoute");
const Builder = page(() => import("@/features/builder/builder-page"), "BuilderPage");
const LessonEditor = page(() => import("@/features/builder/lesson-editor-page"), "LessonEditorPage");
const Policy = page(() => import("@/features/admin/policy-page"), "PolicyPage");
const Audit = page(() => import("@/features/admin/audit-page"), "AuditPage");
const Consents = page(() => import("@/features/admin/consents-page"), "ConsentsPage");
const Model = page(() => import("@/features/model/model-page"), "ModelPage");
const Try = page(() => import("./try-route"), "TryRoute");
const Prove = page(() => import("@/features/prove/prove-page"), "ProvePage");
const Setup = page(() => import("./setup-route"), "SetupRoute");
const Security = page(() => import("@/features/account/security-page"), "SecurityPage");
const Limits = page(() => import("@/features/privacy/briefing-page"), "BriefingPage");
const Retention = page(() => import("@/features/privacy/retention-page"), "RetentionPage");
const Guardian = page(() => import("@/features/privacy/guardian-page"), "GuardianPage");
const Courses = page(() => import("./courses-route"), "CoursesRoute");
const Course = page(() => import("./course-route"), "CourseRoute");
const Effect = page(() => import("@/features/support/effect-page"), "EffectPage");
const Trends = page(() => import("@/features/trends/trends-page"), "TrendsPage");
const ClassReport = page(() => import("@/features/report/class-report-page"), "ClassReportPage");
const CourseReport = page(() => import("@/features/report/course-report-page"), "CourseReportPage");
const System = page(() => import("@/features/system/system-page"), "SystemPage");
const Panel = page(() => import("@/features/panel/panel-page"), "PanelPage");

const open = (path: string, Page: ComponentType): RouteObject => ({ path, element: <Page />, handle: Page });
const closed = (path: string, Page: ComponentType, roles = EVERYONE): RouteObject => ({
  path,
  element: <Guard roles={roles} Page={Page} />,
  handle: Page,
});

/** Pages that show a class: what a reading cannot tell is read first. */
const informed = (path: string, Page: ComponentType, roles: readonly Role[]): RouteObject => ({
  path,
  element: <Guard roles={roles} Page={Page} isInformed />,
  handle: Page,
});

export function createPages() {
  const routes: RouteObject[] = [
    {
      element: <Shell />,
      errorElement: <Crash />,
      children: [
        open("/login", Login),
        open("/register", Join),
        open("/reset", Reset),
        closed("/", Start),
        open("/model", Model),
        open("/try", Try),
        open("/prove", Prove),
        open("/retention", Retention),
        open("/guardian", Guardian),
        closed("/my-data", MyData),
        closed("/limits", Limits),
        closed("/security", Security, ["tutor", "admin"]),
        closed("/setup", Setup, ["admin"]),
        closed("/courses", Courses, ["admin"]),
        closed("/admin/policy", Policy, ["admin"]),
        closed("/admin/consents", Consents, ["admin"]),
        closed("/admin/audit", Audit, ["admin"]),
        closed("/admin/support", Effect, ["admin"]),
        closed("/courses/:courseId/build", Builder, ["tutor", "admin"]),
        closed("/lessons/:lessonId/edit", LessonEditor, ["tutor", "admin"]),
        informed("/trends", Trends, ["tutor"]),
        informed("/admin/trends", Trends, ["admin"]),
        closed("/admin/system", System, ["admin"]),
        informed("/courses/:courseId/report", CourseReport, ["tutor", "admin"]),
        closed("/courses/:courseId", Course),
        closed("/lessons/:lessonId", Lesson),
        informed("/live/:liveClassId", Panel, ["tutor"]),
        informed("/live/:liveClassId/report", ClassReport, ["tutor", "admin"]),
        { path: "*", element: <NotFound /> },
      ],
    },
  ];
  // The page that is asked for comes while the server is asked who is here.
  for (const { route } of matchRoutes(routes, window.location) ?? []) void loaders.get(route.handle as ComponentType)?.();
  return createBrowserRouter(routes);
}

interface GuardProps {
  roles: readonly Role[];
  Page: ComponentType;
  isInformed?: boolean;
}

function Guard({ roles, Page, isInformed = false }: GuardProps) {
  const { me, isLoggedOut, error } = useMe();
  const { pathname, search } = useLocation();
  if (isLoggedOut) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (error) return <ProblemCard error={error} onRetry={() => window.location.reload()} />;
  if (!me) return <Rows count={3} />;
  if (!roles.includes(me.role)) return <NotFound />;
  return isInformed ? (
    <Briefed>
      <Page />
    </Briefed>
  ) : (
    <Page />
  );
}
