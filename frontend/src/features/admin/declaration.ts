/** What a declaration is made of, and what the form of the next version starts with. */
import type { Schema } from "@/api/client";
import { REGIONS } from "@/components/person/regions";

export type Form = Omit<Schema["DeclarationIn"], "based_on" | "password">;
export type Signed = Schema["DeclarationOut"];
export const INSTITUTIONS = ["none", "school", "higher_education", "training_provider", "workplace"] as const;
export const AGES = ["adults", "mixed", "minors"] as const;

/** The next version starts as a copy of the one in force; the first one starts empty and off. */
export function startFrom(latest: Signed | null): Form {
  if (!latest) return EMPTY;
  const { mode, purpose, lawful_basis, impact_assessment, legal_opinion, contact } = latest;
  return {
    ...{ mode, purpose, lawful_basis, impact_assessment, legal_opinion, contact },
    jurisdictions: REGIONS.filter((place) => latest.jurisdictions.includes(place)),
    institution: INSTITUTIONS.find((each) => each === latest.institution) ?? EMPTY.institution,
    ages: AGES.find((each) => each === latest.ages) ?? EMPTY.ages,
  };
}

const EMPTY: Form = {
  jurisdictions: [],
  institution: "none",
  ages: "adults",
  mode: "off",
  purpose: "",
  lawful_basis: "",
  impact_assessment: "",
  legal_opinion: "",
  contact: "",
};
