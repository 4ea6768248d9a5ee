/** The fields of a declaration in three groups, for the form of the next version and for the first run. */
import { Checkbox, NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { keepPreviousData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { REGIONS } from "@/components/person/regions";
import { wordsOf } from "@/components/ui/problem-card";
import { MODES } from "@/lib/modes";

import { AGES, INSTITUTIONS, type Form } from "./declaration";

interface Props {
  form: Form;
  change: (changes: Partial<Form>) => void;
}

/** What is lawful for nobody with the rest of the form cannot be chosen. The server is asked, for it decides in the end. */
export function ModeField({ form, change }: Props) {
  const { t } = useTranslation();
  const places = form.jurisdictions.join(",");
  const query = {
    places,
    institution: form.institution,
    impact_assessment: form.impact_assessment?.trim() !== "",
    legal_opinion: form.legal_opinion?.trim() !== "",
  };
  const open = api.useQuery("get", "/api/admin/declaration/modes", { params: { query } }, { enabled: places !== "", placeholderData: keepPreviousData });
  const isOpen = (mode: Schema["Mode"]) => places === "" || (open.data?.modes.includes(mode) ?? true);
  return (
    <NativeSelect
      label={t("policy.mode")}
      description={t("policy.modeHint")}
      error={isOpen(form.mode) ? open.error && wordsOf(open.error) : t("policy.modeNotLawful")}
      value={form.mode}
      onChange={(event) => change({ mode: MODES.find((mode) => mode === event.currentTarget.value) })}
      data={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`), disabled: !isOpen(mode) }))}
    />
  );
}

export function PlaceFields({ form, change }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox.Group label={t("policy.where")} value={form.jurisdictions} onChange={(chosen) => change({ jurisdictions: REGIONS.filter((place) => chosen.includes(place)) })}>
        <SimpleGrid mt={8} mb={4} cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="xs">
          {REGIONS.map((place) => (
            <Checkbox key={place} value={place} label={t(`account.regions.${place}`)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <NativeSelect
        label={t("policy.institution")}
        value={form.institution}
        onChange={(event) => change({ institution: INSTITUTIONS.find((each) => each === event.currentTarget.value) })}
        data={INSTITUTIONS.map((each) => ({ value: each, label: t(`policy.institutions.${each}`) }))}
      />
      <NativeSelect
        label={t("policy.ages")}
        value={form.ages}
        onChange={(event) => change({ ages: AGES.find((each) => each === event.currentTarget.value) })}
        data={AGES.map((each) => ({ value: each, label: t(`policy.ageGroups.${each}`) }))}
      />
    </>
  );
}

export function ReasonFields({ form, change }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Textarea label={t("policy.purpose")} required withAsterisk={false} autosize value={form.purpose} onChange={(event) => change({ purpose: event.currentTarget.value })} />
      <Textarea label={t("policy.basis")} required withAsterisk={false} autosize value={form.lawful_basis} onChange={(event) => change({ lawful_basis: event.currentTarget.value })} />
      <TextInput label={t("policy.assessment")} description={t("policy.assessmentHint")} value={form.impact_assessment} onChange={(event) => change({ impact_assessment: event.currentTarget.value })} />
      <TextInput label={t("policy.opinion")} value={form.legal_opinion} onChange={(event) => change({ legal_opinion: event.currentTarget.value })} />
      <TextInput label={t("policy.contact")} required withAsterisk={false} value={form.contact} onChange={(event) => change({ contact: event.currentTarget.value })} />
    </>
  );
}
