/** What I chose about messages, and a way to change one part of it; a refused change is taken back. */
import { useQueryClient } from "@tanstack/react-query";

import { api, type Schema } from "@/api/client";
import { tellProblem } from "@/components/ui/tell";

type Preferences = Schema["PreferencesOut"];

export function usePreferences() {
  const queries = useQueryClient();
  const query = api.useQuery("get", "/api/support/preferences");
  const save = api.useMutation("put", "/api/support/preferences");
  const { queryKey } = api.queryOptions("get", "/api/support/preferences");
  const change = (part: Partial<Preferences>, onSaved?: () => void) => {
    const before = query.data;
    if (!before) return;
    const wanted = { ...before, ...part };
    queries.setQueryData(queryKey, wanted);
    save.mutate(
      { body: wanted },
      {
        onSuccess: onSaved,
        onError: (error) => {
          queries.setQueryData(queryKey, before);
          tellProblem(error);
        },
      },
    );
  };
  return { query, preferences: query.data, change };
}
