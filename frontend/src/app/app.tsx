/** What every page stands in: colours, queries, messages, routes. */
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { BrowserRouter } from "react-router";

import { api } from "@/api/client";
import type { Me } from "@/api/me";
import { createQueries } from "@/api/query-client";
import { followTabs } from "@/api/tabs";
import { Later } from "@/components/ui/later";
import { lazyWhenQuiet } from "@/lib/quiet";

import { CrashBoundary } from "./crash-boundary";
import { readNonce } from "./nonce";
import { ProofDialog } from "./proof-dialog";
import { Pages } from "./router";
import { cssVariables, theme } from "./theme";

// They wait for something to say; a page need not wait for them.
const Notifications = lazyWhenQuiet(async () => (await import("@mantine/notifications")).Notifications);

const queries = createQueries();
followTabs(() => queries.getQueryData<Me>(api.queryOptions("get", "/api/me", {}).queryKey)?.id);

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
          <Later missing={null}>
            <Notifications position="bottom-left" limit={3} />
          </Later>
          <ProofDialog />
          <BrowserRouter>
            <CrashBoundary>
              <Pages />
            </CrashBoundary>
          </BrowserRouter>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
