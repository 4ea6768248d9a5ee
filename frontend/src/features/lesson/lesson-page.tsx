/** One lesson to read: text, video, quiz, where I am. Who stands beside it is handed in. */
import { Anchor, Button, Progress } from "@mantine/core";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import type { Schema } from "@/api/client";
import { Icon } from "@/components/ui/icon";
import { Later } from "@/components/ui/later";
import { Rows } from "@/components/ui/loaded";
import { usePageTitle } from "@/components/ui/page";
import { RenderedText } from "@/components/ui/rendered-text";
import { lazyWhenQuiet } from "@/lib/quiet";

import { FollowNote, useFollowing, type FollowedPosition } from "./following";
import classes from "./lesson-page.module.css";
import { LessonVideo } from "./lesson-video";
import { useProgress } from "./use-progress";
import { useSection } from "./use-section";

// Below the text, and with more kinds of fields than most lessons use.
const Quiz = lazyWhenQuiet(async () => (await import("./quiz")).Quiz);

interface Props {
  lesson: Schema["LessonOut"];
  isLearner: boolean;
  side: ReactNode;
  over?: ReactNode;
  followed: FollowedPosition | null;
  onSection: (section: number) => void;
}

const NOWHERE = { section: 0, video_seconds: 0 };

export function LessonPage({ lesson, isLearner, side, over, followed, onSection }: Props) {
  const { t } = useTranslation();
  usePageTitle(lesson.title);
  const text = useRef<HTMLDivElement>(null);
  const asked = useAskedPlace();
  const saved = asked ?? lesson.progress ?? NOWHERE;
  const [videoSeconds, setVideoSeconds] = useState(saved.video_seconds);
  const following = useFollowing(text, followed);
  const start = followed ? 0 : saved.section;
  const section = useSection(text, lesson.html, start, onSection);
  const progress = useProgress(lesson, isLearner, section, videoSeconds);
  const setSeconds = useCallback((seconds: number) => setVideoSeconds(Math.round(seconds)), []);
  return (
    <div className={classes.layout} data-side={side ? true : undefined}>
      <article className={classes.article}>
        {over}
        <LessonHeader lesson={lesson} section={section} isCompleted={progress.isCompleted} />
        <FollowNote following={following} />
        {lesson.video && <LessonVideo url={lesson.video.url} startAt={saved.video_seconds} onTime={setSeconds} />}
        <RenderedText ref={text} html={lesson.html} />
        <Pictures lesson={lesson} />
        <Attachments files={lesson.attachments} />
        <Later place={<Rows count={3} />}>
          {lesson.quiz_id !== null && <Quiz quizId={lesson.quiz_id} isLearner={isLearner} onPassed={progress.complete} />}
        </Later>
        <footer className={classes.footer}>
          <Neighbour id={lesson.previous_id} words={t("lesson.previous")} />
          {isLearner && !progress.isCompleted && (
            <Button variant="light" leftSection={<Icon name="check" size={18} />} onClick={progress.complete}>
              {t("lesson.markDone")}
            </Button>
          )}
          <Neighbour id={lesson.next_id} words={t("lesson.next")} isNext />
        </footer>
      </article>
      {side}
    </div>
  );
}

/** A link from elsewhere, such as a report, may open a place of the lesson; it goes before where I left off. */
function useAskedPlace() {
  const [search] = useSearchParams();
  const read = (name: string) => Math.max(0, Number(search.get(name)) || 0);
  return search.has("section") ? { section: read("section"), video_seconds: read("second") } : null;
}

function LessonHeader({ lesson, section, isCompleted }: { lesson: Schema["LessonOut"]; section: number; isCompleted: boolean }) {
  const { t } = useTranslation();
  return (
    <header>
      <p className={classes.crumbs}>
        <Anchor component={Link} to={`/courses/${lesson.course_id}`} inherit>
          {lesson.course_title}
        </Anchor>
        <span aria-hidden="true"> / </span>
        {lesson.module_title}
      </p>
      <h1 className={classes.title}>{lesson.title}</h1>
      <div className={classes.meta}>
        <span>{t("lesson.minutes", { count: lesson.minutes })}</span>
        <Progress value={shareRead(section, lesson.sections.length)} size={5} className={classes.progress} aria-label={t("lesson.progress")} />
        {isCompleted && (
          <span className={classes.done}>
            <Icon name="check" size={16} /> {t("lesson.done")}
          </span>
        )}
      </div>
    </header>
  );
}

function Neighbour({ id, words, isNext = false }: { id: number | null; words: string; isNext?: boolean }) {
  if (id === null) return <span />;
  return (
    <Button component={Link} to={`/lessons/${id}`} variant={isNext ? "filled" : "default"}>
      {words}
    </Button>
  );
}

/** Those that the text does not show itself. */
function Pictures({ lesson }: { lesson: Schema["LessonOut"] }) {
  return lesson.pictures
    .filter(({ url }) => !lesson.html.includes(`src="${url}"`))
    .map(({ id, url, name }) => <img key={id} className={classes.picture} src={url} alt={name} loading="lazy" />);
}

function Attachments({ files }: { files: Schema["FileOut"][] }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <section className={classes.files}>
      <h2>{t("lesson.files")}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <Anchor href={file.url} download>
              {file.name}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}

function shareRead(section: number, sections: number): number {
  return sections === 0 ? 100 : Math.round(((section + 1) / sections) * 100);
}
