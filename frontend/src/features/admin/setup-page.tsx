/** The first administrator of a new deployment is led through the declaration; until it is signed all is off. */
import { Button, Group, PasswordInput, Stack, Stepper } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./admin.module.css";
import { startFrom, type Form } from "./declaration";
import { ModeField, PlaceFields, ReasonFields } from "./declaration-fields";
import { DeclarationSummary } from "./declaration-summary";

const LAST = 3;

export function SetupPage({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [step, setStep] = useState(0);
  const [form, setForm] = useState(() => startFrom(null));
  const change = (changes: Partial<Form>) => setForm({ ...form, ...changes });
  const next = (event: SubmitEvent) => {
    event.preventDefault();
    setStep(step + 1);
  };
  const parts = [
    <PlaceFields key="place" form={form} change={change} />,
    <ReasonFields key="why" form={form} change={change} />,
    <ModeField key="most" form={form} change={change} />,
  ];
  return (
    <Page title={t("setup.title")} lead={t("setup.lead")}>
      <div className={classes.setup}>
        <Stepper active={step} onStepClick={setStep} allowNextStepsSelect={false} wrap={false} size="sm" mb={24} className={classes.steps}>
          <Stepper.Step label={t("setup.place")} />
          <Stepper.Step label={t("setup.why")} />
          <Stepper.Step label={t("setup.most")} />
          <Stepper.Step label={t("setup.sign")} />
        </Stepper>
        {step === LAST ? (
          <Sign form={form} onBack={() => setStep(step - 1)} onDone={onDone} />
        ) : (
          <Card title={t(TITLES[step] ?? "setup.sign")}>
            <form onSubmit={next}>
              <Stack maw={680}>
                <p className={classes.soft}>{step === 1 ? t("setup.assessmentLead") : step === 2 ? t("setup.modeFrom") : null}</p>
                {parts[step]}
                <Group>
                  {step > 0 && (
                    <Button variant="default" onClick={() => setStep(step - 1)}>
                      {t("setup.back")}
                    </Button>
                  )}
                  <Button type="submit" disabled={form.jurisdictions.length === 0}>
                    {t("setup.next")}
                  </Button>
                  <Button variant="subtle" onClick={onDone}>
                    {t("setup.later")}
                  </Button>
                </Group>
              </Stack>
            </form>
          </Card>
        )}
      </div>
    </Page>
  );
}

const TITLES = ["setup.place", "setup.why", "setup.most"] as const;

function Sign({ form, onBack, onDone }: { form: Form; onBack: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const sign = api.useMutation("post", "/api/admin/declaration", {
    onSuccess: () => {
      tell(t("setup.signed"));
      onDone();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    sign.mutate({ body: { ...form, based_on: null, password } });
  };
  return (
    <Card title={t("setup.reviewed")}>
      <p className={classes.finding}>{t(`mode.${form.mode ?? "off"}`)}</p>
      <DeclarationSummary declaration={form} />
      <form onSubmit={submit}>
        <Stack maw={440} mt={24}>
          <p className={classes.soft}>{t("setup.date")}</p>
          <PasswordInput label={t("policy.password")} autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          {sign.error && <ProblemCard error={sign.error} />}
          <Group>
            <Button variant="default" onClick={onBack}>
              {t("setup.back")}
            </Button>
            <Button type="submit" loading={sign.isPending}>
              {t("policy.sign")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
