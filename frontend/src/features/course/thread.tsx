/** One thread with its replies, which load when it is opened. */
import { Button, Group, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import { GrowingList } from "@/components/ui/growing-list";
import { tellProblem } from "@/components/ui/tell";

import { Byline } from "./byline";
import classes from "./course-page.module.css";

type Post = Schema["PostOut"];

interface Props {
  post: Post;
  /** Whoever teaches may take down others' words. */
  teaches: boolean;
}

export function Thread({ post, teaches }: Props) {
  const { t } = useTranslation();
  const [isOpen, replies] = useDisclosure(false);
  return (
    <article className={classes.post}>
      <h3>{post.title}</h3>
      <Words post={post} teaches={teaches} />
      <div className={classes.row}>
        <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={replies.toggle}>
          {post.replies > 0 ? t("course.replies", { count: post.replies }) : t("course.reply")}
        </Button>
      </div>
      {isOpen && <Replies post={post} teaches={teaches} />}
    </article>
  );
}

function Replies({ post, teaches }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [body, setBody] = useState("");
  const [written, setWritten] = useState<Post[]>([]);
  const path = { params: { path: { post_id: post.id } } };
  const replies = api.useInfiniteQuery("get", "/api/posts/{post_id}/replies", { params: { ...path.params, query: { limit: 20 } } }, GROWING);
  const reply = api.useMutation("post", "/api/posts/{post_id}/replies", {
    onSuccess: (created) => {
      setBody("");
      setWritten((before) => [...before, created]);
      void replies.refetch();
      void queries.invalidateQueries({ queryKey: ["get", "/api/courses/{course_id}/discussion"] });
    },
    onError: tellProblem,
  });
  const loaded = new Set(replies.data?.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    reply.mutate({ ...path, body: { body } });
  };
  return (
    <div className={classes.replies}>
      <GrowingList query={replies} rows={1}>
        {(items) => items.map((each) => <Words key={each.id} post={each} teaches={teaches} />)}
      </GrowingList>
      {/* What one has just written shows at once, also where its page comes later. */}
      {written
        .filter(({ id }) => !loaded.has(id))
        .map((each) => (
          <Words key={each.id} post={each} teaches={teaches} />
        ))}
      <form onSubmit={submit}>
        <Textarea aria-label={t("course.reply")} required autosize minRows={1} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
        <Button mt={8} type="submit" size="compact-md" variant="default" loading={reply.isPending}>
          {t("course.reply")}
        </Button>
      </form>
    </div>
  );
}

function Words({ post, teaches }: Props) {
  const { t } = useTranslation();
  const reload = useReloadPosts();
  const [isEditing, editing] = useDisclosure(false);
  const way = useRef<HTMLButtonElement>(null);
  const [saved, setSaved] = useState(post);
  const takeBack = api.useMutation("delete", "/api/posts/{post_id}", { onSuccess: reload, onError: tellProblem });
  if (post.deleted || takeBack.isSuccess) return <p className={classes.by}>{t("course.deleted")}</p>;
  const newest = saved.version > post.version ? saved : post;
  const close = () => {
    editing.close();
    way.current?.focus();
  };
  return (
    <div>
      <Byline name={newest.author} at={newest.created_at} isEdited={newest.edited_at !== null} />
      {isEditing ? (
        <EditWords post={newest} onSaved={setSaved} onClose={close} />
      ) : (
        // Rendered and cleaned by the server.
        <div className={classes.words} dangerouslySetInnerHTML={{ __html: newest.html }} />
      )}
      {newest.mine && (
        <Button ref={way} size="compact-xs" variant="subtle" color="gray" aria-expanded={isEditing} onClick={editing.toggle}>
          {t("course.edit")}
        </Button>
      )}
      {(newest.mine || teaches) && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => takeBack.mutate({ params: { path: { post_id: post.id } } })}>
          {t(newest.mine ? "course.takeBack" : "course.takeDown")}
        </Button>
      )}
    </div>
  );
}

interface EditProps {
  post: Post;
  onSaved: (post: Post) => void;
  onClose: () => void;
}

function EditWords({ post, onSaved, onClose }: EditProps) {
  const { t } = useTranslation();
  const reload = useReloadPosts();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [begun] = useState(post); // its version tells the server what these words were written over
  const [body, setBody] = useState(post.body);
  const edit = api.useMutation("patch", "/api/posts/{post_id}", {
    onSuccess: (changed) => {
      onSaved(changed);
      onClose();
      reload();
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    edit.mutate({ params: { path: { post_id: begun.id } }, body: { version: begun.version, body } });
  };
  return (
    <form onSubmit={submit}>
      <Textarea ref={field} aria-label={t("course.threadBody")} required autosize minRows={2} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
      <Group mt={8} gap="xs">
        <Button type="submit" size="compact-md" loading={edit.isPending}>
          {t("shell.save")}
        </Button>
        <Button size="compact-md" variant="default" onClick={onClose}>
          {t("shell.keep")}
        </Button>
      </Group>
    </form>
  );
}

function useReloadPosts() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ["get", "/api/courses/{course_id}/discussion"] });
    void queries.invalidateQueries({ queryKey: ["get", "/api/posts/{post_id}/replies"] });
  };
}
