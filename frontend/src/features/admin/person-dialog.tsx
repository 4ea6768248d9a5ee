/** One person's account: correct what they gave, help them to log in again, erase them at their wish. */
import { Button, CopyButton, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { isOddYear, RegionField, YearField } from "@/components/person/profile-fields";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./admin.module.css";

interface Props {
  user: Schema["UserOut"];
  isMine: boolean;
  onChanged: () => void;
}

export function PersonDialog({ user, isMine, onChanged }: Props) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  const finish = () => {
    dialog.close();
    onChanged();
  };
  const title = t("admin.editName", { name: user.name });
  return (
    <>
      <Button size="compact-md" variant="default" aria-label={title} onClick={dialog.open}>
        {t("admin.edit")}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={title} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <Stack gap="xl">
          <Profile key={user.version} user={user} onDone={finish} />
          {!isMine && !user.disabled && <ResetLink user={user} />}
          {!isMine && user.role !== "student" && <SecondStep user={user} />}
          {!isMine && <Erase user={user} onDone={finish} />}
        </Stack>
      </Modal>
    </>
  );
}

function Profile({ user, onDone }: { user: Schema["UserOut"]; onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(user.name);
  const [region, setRegion] = useState(user.region);
  const [year, setYear] = useState(user.birth_year);
  const [isChecked, check] = useState(false);
  const edit = api.useMutation("patch", "/api/admin/users/{user_id}", {
    onSuccess: () => {
      tell(t("shell.saved"));
      onDone();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    check(true);
    if (isOddYear(year)) return;
    const changes = {
      ...(name !== user.name && { name }),
      ...(region !== user.region && { region }),
      ...(year !== user.birth_year && { birth_year: year }),
    };
    edit.mutate({ params: { path: { user_id: user.id } }, body: { version: user.version, ...changes } }); // the log names what changed
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {edit.error && <ProblemCard error={edit.error} />}
        <TextInput data-autofocus label={t("people.name")} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <RegionField region={region} onRegion={setRegion} label={t("admin.region")} unset={t("admin.unknown")} />
        <YearField year={year} isChecked={isChecked} onYear={setYear} />
        <Button type="submit" loading={edit.isPending}>
          {t("shell.save")}
        </Button>
      </Stack>
    </form>
  );
}

function ResetLink({ user }: { user: Schema["UserOut"] }) {
  const { t } = useTranslation();
  const make = api.useMutation("post", "/api/admin/users/{user_id}/reset-link");
  return (
    <Stack gap="sm">
      <p className={classes.soft}>{t("admin.resetLinkLead")}</p>
      {make.error && <ProblemCard error={make.error} />}
      {make.data ? (
        <>
          <TextInput readOnly label={t("admin.resetLinkMade")} value={make.data.link} />
          <CopyButton value={make.data.link}>{({ copied, copy }) => <Button onClick={copy}>{t(copied ? "admin.copied" : "admin.copy")}</Button>}</CopyButton>
        </>
      ) : (
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate({ params: { path: { user_id: user.id } } })}>
          {t("admin.resetLink")}
        </Button>
      )}
    </Stack>
  );
}

function SecondStep({ user }: { user: Schema["UserOut"] }) {
  const { t } = useTranslation();
  const reset = api.useMutation("delete", "/api/admin/users/{user_id}/second-factor");
  if (reset.isSuccess) return <p role="status">{t("admin.secondStepGone", { name: user.name })}</p>;
  return (
    <Stack gap="sm">
      <p className={classes.soft}>{t("admin.secondStepLead")}</p>
      {reset.error && <ProblemCard error={reset.error} />}
      <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate({ params: { path: { user_id: user.id } } })}>
        {t("admin.secondStep")}
      </Button>
    </Stack>
  );
}

/** The name is typed, so that a slip in a long table erases nobody. */
function Erase({ user, onDone }: { user: Schema["UserOut"]; onDone: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const erase = api.useMutation("post", "/api/admin/users/{user_id}/erase", {
    onSuccess: () => {
      tell(t("admin.erased", { name: user.name }));
      onDone();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    erase.mutate({ params: { path: { user_id: user.id } } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <p className={classes.soft}>{t("admin.eraseLead")}</p>
        {erase.error && <ProblemCard error={erase.error} />}
        <TextInput label={t("admin.eraseType", { name: user.name })} autoComplete="off" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" color="red" disabled={typed.trim() !== user.name.trim()} loading={erase.isPending}>
          {t("admin.erase")}
        </Button>
      </Stack>
    </form>
  );
}
