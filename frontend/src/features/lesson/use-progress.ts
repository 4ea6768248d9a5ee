/** Saves where a learner is, a moment after it stopped changing. A tutor's reading leaves no trace. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api, type Schema } from "@/api/client";
import { tellProblem } from "@/components/ui/tell";

const SETTLE_MS = 1_500;

export function useProgress(lesson: Schema["LessonOut"], isLearner: boolean, section: number, videoSeconds: number) {
  const queries = useQueryClient();
  const [isCompleted, setCompleted] = useState(lesson.progress?.completed ?? false);
  const { mutate } = api.useMutation("put", "/api/lessons/{lesson_id}/progress");
  useEffect(() => {
    if (!isLearner) return;
    const timer = window.setTimeout(
      () => mutate({ params: { path: { lesson_id: lesson.id } }, body: { section, video_seconds: videoSeconds, completed: false } }),
      SETTLE_MS,
    );
    return () => window.clearTimeout(timer);
  }, [mutate, isLearner, lesson.id, section, videoSeconds]);
  const complete = () => {
    if (!isLearner) return;
    setCompleted(true);
    mutate(
      { params: { path: { lesson_id: lesson.id } }, body: { section, video_seconds: videoSeconds, completed: true } },
      {
        onError: (error) => {
          setCompleted(false);
          tellProblem(error);
        },
        onSuccess: () => void queries.invalidateQueries({ queryKey: ["get", "/api/courses"] }),
      },
    );
  };
  return { isCompleted, complete };
}
