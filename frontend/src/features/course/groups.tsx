/** Study groups: make, join, leave, and talk within one's own; tutors can follow every talk. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { tellProblem } from "@/components/ui/tell";

import classes from "./course-page.module.css";
import { Discussion } from "./discussion";

export function Groups({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const groups = api.useQuery("get", "/api/courses/{course_id}/groups", { params: { path: { course_id: course.id } } });
  const reload = () => void groups.refetch();
  return (
    <div className={classes.stack}>
      <MakeGroup courseId={course.id} onDone={reload} />
      <Loaded query={groups}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("course.groupEmptyTitle")} text={t("course.groupEmpty")} />
          ) : (
            items.map((group) => <Group key={group.id} group={group} course={course} onChange={reload} />)
          )
        }
      </Loaded>
    </div>
  );
}

function Group({ group, course, onChange }: { group: Schema["GroupOut"]; course: Schema["CourseOut"]; onChange: () => void }) {
  const { t } = useTranslation();
  const options = { onSuccess: onChange, onError: tellProblem };
  const join = api.useMutation("post", "/api/groups/{group_id}/join", options);
  const leave = api.useMutation("post", "/api/groups/{group_id}/leave", options);
  const path = { params: { path: { group_id: group.id } } };
  const [isOpen, discussion] = useDisclosure(false);
  const isFull = group.members.length >= group.capacity;
  return (
    <article className={classes.post}>
      <div className={classes.row}>
        <h3>{group.name}</h3>
        {group.joined ? (
          <Button size="compact-md" variant="default" onClick={() => leave.mutate(path)}>
            {t("course.leaveGroup")}
          </Button>
        ) : (
          <Button size="compact-md" disabled={isFull} onClick={() => join.mutate(path)}>
            {t(isFull ? "course.groupFull" : "course.joinGroup")}
          </Button>
        )}
      </div>
      {group.about && <p className={classes.words}>{group.about}</p>}
      <p className={classes.note}>
        {t("course.groupMembers", { count: group.members.length, capacity: group.capacity })}
        {group.members.length > 0 && `: ${group.members.join(", ")}`}
      </p>
      {(group.mine || course.role !== "student") && <Dissolve group={group} onDone={onChange} />}
      {!group.joined && course.role !== "student" && (
        <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={discussion.toggle}>
          {t("course.discussion")}
        </Button>
      )}
      {(group.joined || isOpen) && (
        <div className={classes.replies}>
          <Discussion course={course} groupId={group.id} />
        </div>
      )}
    </article>
  );
}

function Dissolve({ group, onDone }: { group: Schema["GroupOut"]; onDone: () => void }) {
  const { t } = useTranslation();
  const remove = api.useMutation("delete", "/api/groups/{group_id}", { onSuccess: onDone });
  const onConfirm = () => remove.mutateAsync({ params: { path: { group_id: group.id } } });
  const title = t("course.dissolveName", { name: group.name });
  return (
    <Confirm title={title} text={t("course.groupLost")} action={t("course.dissolve")} onConfirm={onConfirm}>
      {(open) => (
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={title} onClick={open}>
          {t("course.dissolve")}
        </Button>
      )}
    </Confirm>
  );
}

function MakeGroup({ courseId, onDone }: { courseId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [about, setAbout] = useState("");
  const make = api.useMutation("post", "/api/courses/{course_id}/groups", {
    onSuccess: () => {
      setName("");
      setAbout("");
      onDone();
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate({ params: { path: { course_id: courseId } }, body: { name, about } });
  };
  return (
    <Card title={t("course.newGroup")} quiet>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t("course.groupName")} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t("course.groupAbout")} value={about} onChange={(event) => setAbout(event.currentTarget.value)} />
          <div>
            <Button type="submit" loading={make.isPending}>
              {t("course.newGroup")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
