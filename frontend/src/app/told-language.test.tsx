/** The server learns the language of the page, once, and only when it does not know it. */
import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { useMe } from "@/api/me";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { useToldLanguage } from "./told-language";

serveTests();

function Part() {
  useToldLanguage();
  const { me } = useMe();
  return <p>{me ? `reads ${me.locale}` : "unknown"}</p>;
}

function serveMe(locale: string) {
  const told: unknown[] = [];
  const me = { id: 1, email: "a@b.example", name: "A", role: "student", region: null, birth_year: null, version: 4 };
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json({ ...me, locale })),
    http.patch(at("/api/me"), async ({ request }) => {
      told.push(await request.json());
      return HttpResponse.json({ ...me, locale: "en", version: 5 });
    }),
  );
  return told;
}

it("tells a server that writes in another language", async () => {
  const told = serveMe("es");
  renderPart(<Part />);
  await waitFor(() => expect(screen.getByText("reads en")).toBeInTheDocument());
  expect(told).toEqual([{ version: 4, locale: "en" }]);
});

it("says nothing when the server knows", async () => {
  const told = serveMe("en");
  renderPart(<Part />);
  await screen.findByText("reads en");
  expect(told).toEqual([]);
});
