/** The words of every language: complete, calm, and never a claim about what somebody feels. */
import { describe, expect, it } from "vitest";

import { words as english } from "./en";
import { words as spanish } from "./es";

const LANGUAGES = { english, spanish };
/** "You are sad" in whatever tense; a guess about a face is never a statement about a person. */
const CLAIMS = [
  /\byou(?:'re| are| were| feel| felt| look| looked) (?:so |very )?(?:calm|happy|surprised|sad|fearful|angry|disgusted|contemptuous|confused|worried|anxious|scared)/i,
  /\b(?:estás|estabas|te sientes|pareces) (?:muy )?(?:tranquil|alegre|sorprend|triste|temeros|preocupad|enfadad|asquead|despectiv|confus)/i,
];

function flatten(words: object, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? flatten(value, `${prefix}${key}.`) : [[`${prefix}${key}`, String(value)]],
  ) as [string, string][];
}

const blanksOf = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([blank]) => blank).sort();

describe.each(Object.entries(LANGUAGES))("the words in %s", (_, words) => {
  const lines = flatten(words);

  it("never say what a person feels", () => {
    expect(lines.filter(([, text]) => CLAIMS.some((claim) => claim.test(text)))).toEqual([]);
  });

  it("have no exclamation mark", () => {
    expect(lines.filter(([, text]) => /[!¡]/.test(text))).toEqual([]);
  });

  it("are never empty", () => {
    expect(lines.filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

it("exist in both languages, with the same blanks", () => {
  const other = new Map(flatten(spanish));
  const keys = flatten(english).map(([key]) => key);
  expect([...other.keys()].sort()).toEqual([...keys].sort());
  const differing = flatten(english).filter(([key, text]) => `${blanksOf(text)}` !== `${blanksOf(other.get(key) ?? "")}`);
  expect(differing).toEqual([]);
});

it("catch a claim about a person", () => {
  expect(CLAIMS.some((claim) => claim.test("You are very sad"))).toBe(true);
});
