/** Tells the server which language this page is read in, so that what it writes itself is in that language too. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { useMe } from "@/api/me";
import { isLanguage } from "@/lib/words";

export function useToldLanguage(): void {
  const { me } = useMe();
  const { i18n } = useTranslation();
  const queries = useQueryClient();
  const { mutate } = api.useMutation("patch", "/api/me", {
    onSuccess: (changed) => queries.setQueryData(api.queryOptions("get", "/api/me", {}).queryKey, changed),
  });
  const { language } = i18n;
  useEffect(() => {
    if (me && me.locale !== language && isLanguage(language)) mutate({ body: { version: me.version, locale: language } });
  }, [me, language, mutate]);
}
