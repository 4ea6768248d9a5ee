/** People: find, invite, correct, change their role, switch an account off and on. */
import { Button, Group, NativeSelect, Table, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { Page } from "@/components/ui/page";
import { tellProblem } from "@/components/ui/tell";
import { WideTable } from "@/components/ui/wide-table";

import classes from "./admin.module.css";
import { GuardianLink } from "./guardian-link";
import { Invite } from "./invite";
import { Invitations } from "./invitations";
import { PersonDialog } from "./person-dialog";
import { RoleChoice, ROLES, type Role } from "./role-choice";

const ADULT_AGE = 18;

export function UsersPage({ myId }: { myId: number }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [role, setRole] = useState<Role | null>(null);
  const [settled] = useDebouncedValue(search, 250);
  const query = { search: settled, role, limit: 50 };
  const users = api.useInfiniteQuery("get", "/api/admin/users", { params: { query } }, GROWING);
  const edit = api.useMutation("patch", "/api/admin/users/{user_id}", {
    onSuccess: () => void users.refetch(),
    onError: (error) => {
      tellProblem(error);
      void users.refetch();
    },
  });
  const change = (user: Schema["UserOut"], changes: { role?: Role; disabled?: boolean }) =>
    edit.mutate({ params: { path: { user_id: user.id } }, body: { version: user.version, ...changes } });
  return (
    <Page title={t("admin.users")} lead={t("admin.usersLead")} actions={<Invite />}>
      <div className={classes.filters}>
        <TextInput aria-label={t("people.search")} placeholder={t("people.search")} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <NativeSelect
          aria-label={t("people.role")}
          value={role ?? ""}
          onChange={(event) => setRole(ROLES.find((each) => each === event.currentTarget.value) ?? null)}
          data={[{ value: "", label: t("admin.everyRole") }, ...ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))]}
        />
      </div>
      <GrowingList query={users}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("people.emptyTitle")} text={t("admin.usersEmpty")} />
          ) : (
            <UserTable users={items} myId={myId} change={change} onChanged={() => void users.refetch()} />
          )
        }
      </GrowingList>
      <Invitations />
    </Page>
  );
}

interface TableProps {
  users: readonly Schema["UserOut"][];
  myId: number;
  change: (user: Schema["UserOut"], changes: { role?: Role; disabled?: boolean }) => void;
  onChanged: () => void;
}

/** Where a guardian may have to be asked; the server, which knows the law of the place, decides. */
function mayBeChild(birthYear: number | null): boolean {
  return birthYear !== null && new Date().getFullYear() - birthYear <= ADULT_AGE;
}

function UserTable({ users, myId, change, onChanged }: TableProps) {
  const { t } = useTranslation();
  return (
    <WideTable label={t("admin.users")} minWidth={720} columns={[t("people.name"), t("people.role"), t("admin.region"), ""]}>
      {users.map((user) => (
        <Table.Tr key={user.id}>
          <Table.Td>
            {user.name}
            <div className={classes.soft}>{user.email}</div>
          </Table.Td>
          <Table.Td>
            <RoleChoice user={user} isMine={user.id === myId} change={(role) => change(user, { role })} />
          </Table.Td>
          <Table.Td className={classes.soft}>{user.region ? t(`account.regions.${user.region}`) : t("admin.unknown")}</Table.Td>
          <Table.Td>
            <Group gap={8} className={classes.actions}>
              <PersonDialog user={user} isMine={user.id === myId} onChanged={onChanged} />
              {user.role === "student" && mayBeChild(user.birth_year) && <GuardianLink user={user} />}
              {user.id !== myId && (
                <Button
                  size="compact-md"
                  variant="default"
                  aria-label={t(user.disabled ? "admin.enableName" : "admin.disableName", { name: user.name })}
                  onClick={() => change(user, { disabled: !user.disabled })}
                >
                  {t(user.disabled ? "admin.enable" : "admin.disable")}
                </Button>
              )}
            </Group>
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}
