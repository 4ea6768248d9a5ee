/** Reports that keep their doubts: lines without an effect stay, too few stay unsaid, a silent camera says so. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";

import { AgreementView } from "./agreement-view";
import { EffectTable } from "./effect-table";

const LINE: Schema["EffectLineOut"] = {
  kind: "cause",
  key: "item",
  text: {},
  shown: 40,
  controls: 30,
  shown_share: 0.6,
  control_share: 0.55,
  difference: 0.05,
  low: -0.1,
  high: 0.2,
  includes_zero: true,
  unobserved: 0,
  rated: 10,
  rated_helped: 7,
  suppressed: false,
};
const NO_RESULT = { difference: null, low: null, high: null, includes_zero: null, shown_share: null, control_share: null };
const AGREEMENT: Schema["AgreementOut"] = {
  model: null,
  n: 20,
  fits: 0.6,
  kappa: 0.1,
  low: -0.2,
  high: 0.4,
  confusion: [
    { camera: "engaged", said: "well", count: 8, share: 0.4 },
    { camera: "confused", said: "tired", count: 4, share: 0.2 },
    { camera: "engaged", said: "lost", count: 8, share: 0.4 },
  ],
  floor: 0.2,
  camera_silent: true,
  why: "below_floor",
  suppressed: false,
};

it("keeps a line whose interval includes zero, and says so", () => {
  renderPart(<EffectTable lines={[LINE]} />);
  expect(screen.getByText("Stuck at one place")).toBeVisible();
  expect(screen.getByText(/\+5 points \(-10 to \+20\)/)).toBeVisible();
  expect(screen.getByText(/could be none/)).toBeVisible();
});

it("says where there are too few moments or people", () => {
  renderPart(<EffectTable lines={[{ ...LINE, ...NO_RESULT }, { ...LINE, ...NO_RESULT, kind: "message", key: "ask-early", suppressed: true }]} />);
  expect(screen.getByText("too few moments")).toBeVisible();
  expect(screen.getByRole("row", { name: "ask-early too few people to say" })).toBeVisible();
});

it("shows what a message says beside its key", () => {
  renderPart(<EffectTable lines={[{ ...LINE, kind: "message", key: "item-smaller", text: { en: "Take the first small part.", es: "Toma la primera parte." } }]} />);
  expect(screen.getByRole("rowheader", { name: "Take the first small part. item-smaller" })).toBeVisible();
});

it("shows a tutor's own message in the language it has", () => {
  renderPart(<EffectTable lines={[{ ...LINE, kind: "message", key: "course:3", text: { es: "Mira la página dos." } }]} />);
  expect(screen.getByRole("rowheader", { name: "Mira la página dos. course:3" })).toBeVisible();
});

it("counts what fitted and says that the camera is not listened to", () => {
  renderPart(<AgreementView agreement={AGREEMENT} isMine />);
  expect(screen.getByText("The guess fitted 12 of 20 times.")).toBeVisible();
  expect(screen.getByText(/0\.1, 95% interval -0\.2 to 0\.4/)).toBeVisible();
  expect(screen.getByText(/messages no longer listen to it/)).toBeVisible();
});

it("gives of a group rounded shares alone", async () => {
  const confusion = [{ camera: "engaged", said: "well", count: null, share: 0.45 }];
  renderPart(<AgreementView agreement={{ ...AGREEMENT, confusion }} isMine={false} />);
  expect(screen.getByText(/fitted about 60\s?% of at least 20 times/)).toBeVisible();
  await userEvent.click(screen.getByText("What came together"));
  expect(screen.getByRole("cell", { name: /45\s?%/ })).toBeVisible();
});

it("says nothing of too few", () => {
  renderPart(<AgreementView agreement={{ ...AGREEMENT, suppressed: true }} isMine={false} />);
  expect(screen.getByText(/Too few students/)).toBeVisible();
  expect(screen.queryByText(/fitted/)).toBeNull();
});
