/** What every page stands in: colours, queries, messages, routes. */
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./mantine.css";
import "@mantine/notifications/styles.css";
import "./tokens.css";

import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { RouterProvider } from "react-router";

import { api } from "@/api/client";
import { createQueries } from "@/api/query-client";

import { readNonce } from "./nonce";
import { ProofDialog } from "./proof-dialog";
import { createPages } from "./router";
import { cssVariables, theme } from "./theme";

// They wait for something to say; a page need not wait for them.
const Notifications = lazy(async () => ({ default: (await import("@mantine/notifications")).Notifications }));

const queries = createQueries();
// Every page needs both; they are asked for while its words are still on their way.
for (const path of ["/api/me", "/api/status"] as const) void queries.prefetchQuery({ ...api.queryOptions("get", path, {}), staleTime: Infinity });
const pages = createPages();

export function App() {
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={readNonce}
      >
        <QueryClientProvider client={queries}>
          <Suspense>
            <Notifications position="bottom-left" limit={3} />
          </Suspense>
          <ProofDialog />
          <RouterProvider router={pages} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
