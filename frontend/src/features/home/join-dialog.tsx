/** Joining one more course with its code. */
import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";

export function JoinDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const join = api.useMutation("post", "/api/courses/join", {
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/courses"] });
      void navigate(`/courses/${id}`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    join.mutate({ body: { code } });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("home.join")} closeButtonProps={{ "aria-label": t("shell.close") }}>
      <form onSubmit={submit}>
        <Stack>
          {join.error && <ProblemCard error={join.error} />}
          <TextInput
            data-autofocus
            label={t("account.code")}
            description={t("account.codeHint")}
            required
            withAsterisk={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={join.isPending}>
            {t("home.joinNow")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
