/** Takes the class through the lesson: everyone who follows goes to the part that is chosen here. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { tellProblem } from "@/components/ui/tell";

import classes from "./side.module.css";

export function ClassGuide({ live }: { live: Schema["LiveClassOut"] }) {
  const { t } = useTranslation();
  const lesson = api.useQuery("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: live.lesson_id } } });
  const [section, setSection] = useState(live.section);
  const move = api.useMutation("patch", "/api/live-classes/{live_class_id}/position");
  const goTo = (next: number) => {
    const before = section;
    setSection(next);
    move.mutate(
      { params: { path: { live_class_id: live.id } }, body: { section: next, video_seconds: 0, playing: false } },
      {
        onError: (error) => {
          setSection(before);
          tellProblem(error);
        },
      },
    );
  };
  return (
    <Card title={t("panel.guide")}>
      <Loaded query={lesson}>
        {({ sections, title }) => (
          <ol className={classes.sections}>
            {sections.map((part) => (
              <li key={part.index}>
                <button type="button" className={classes.section} aria-current={part.index === section} onClick={() => goTo(part.index)}>
                  {part.title || title}
                </button>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}
