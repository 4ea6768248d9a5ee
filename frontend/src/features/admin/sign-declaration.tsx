/** The form of a declaration; the password signs it. */
import { Button, Checkbox, Group, NativeSelect, PasswordInput, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

type Form = Omit<Schema["DeclarationIn"], "based_on" | "password">;
const PLACES = ["eu", "uk", "us", "us-il", "us-tx", "us-wa", "in", "other"] as const;
const INSTITUTIONS = ["none", "school", "higher_education", "training_provider", "workplace"] as const;
const AGES = ["adults", "mixed", "minors"] as const;
const MODES = ["off", "self_only", "aggregate", "individual"] as const;

interface Props {
  latest: Schema["DeclarationOut"] | null;
  onSigned: () => void;
}

export function SignDeclaration({ latest, onSigned }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => startFrom(latest));
  const [password, setPassword] = useState("");
  const change = (changes: Partial<Form>) => setForm({ ...form, ...changes });
  const sign = api.useMutation("post", "/api/admin/declaration", {
    onSuccess: () => {
      tell(t("policy.signed"));
      onSigned();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    sign.mutate({ body: { ...form, based_on: latest?.version ?? null, password } });
  };
  return (
    <Card title={t("policy.next")}>
      <form onSubmit={submit}>
        <Stack maw={680}>
          <NativeSelect
            label={t("policy.mode")}
            description={t("policy.modeHint")}
            value={form.mode}
            onChange={(event) => change({ mode: MODES.find((mode) => mode === event.currentTarget.value) })}
            data={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          />
          <Checkbox.Group label={t("policy.where")} value={form.jurisdictions} onChange={(chosen) => change({ jurisdictions: PLACES.filter((place) => chosen.includes(place)) })}>
            <Group mt={8} gap="md">
              {PLACES.map((place) => (
                <Checkbox key={place} value={place} label={t(`account.regions.${place}`)} />
              ))}
            </Group>
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
          <Textarea label={t("policy.purpose")} required withAsterisk={false} autosize value={form.purpose} onChange={(event) => change({ purpose: event.currentTarget.value })} />
          <Textarea label={t("policy.basis")} required withAsterisk={false} autosize value={form.lawful_basis} onChange={(event) => change({ lawful_basis: event.currentTarget.value })} />
          <TextInput label={t("policy.assessment")} description={t("policy.assessmentHint")} value={form.impact_assessment} onChange={(event) => change({ impact_assessment: event.currentTarget.value })} />
          <TextInput label={t("policy.opinion")} value={form.legal_opinion} onChange={(event) => change({ legal_opinion: event.currentTarget.value })} />
          <TextInput label={t("policy.contact")} required withAsterisk={false} value={form.contact} onChange={(event) => change({ contact: event.currentTarget.value })} />
          <PasswordInput label={t("policy.password")} autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          {sign.error && <ProblemCard error={sign.error} />}
          <div>
            <Button type="submit" loading={sign.isPending}>
              {t("policy.sign")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}

/** The next version starts as a copy of the one in force; the first one starts empty and off. */
function startFrom(latest: Schema["DeclarationOut"] | null): Form {
  if (!latest) return EMPTY;
  const { mode, purpose, lawful_basis, impact_assessment, legal_opinion, contact } = latest;
  return {
    ...{ mode, purpose, lawful_basis, impact_assessment, legal_opinion, contact },
    jurisdictions: PLACES.filter((place) => latest.jurisdictions.includes(place)),
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
