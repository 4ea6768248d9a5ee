/** Saves where a learner is, a moment after it stopped changing. A tutor's reading leaves no trace. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { tellProblem } from "@/components/ui/tell";

const SETTLE_MS = 1_500;
/** While the server cannot be reached: soon enough to feel kept, rare enough for a class that comes back. */
const LONGEST_WAIT_MS = 10_000;

export function useProgress(lesson: Schema["LessonOut"], isLearner: boolean, section: number, videoSeconds: number) {
  const queries = useQueryClient();
  const [isCompleted, setCompleted] = useState(lesson.progress?.completed ?? false);
  const { mutate } = api.useMutation("put", "/api/lessons/{lesson_id}/progress", {
    // One after another, so that an older place that had to wait never overwrites a newer one.
    scope: { id: `progress-${lesson.id}` },
    retry: (_, error) => !(error instanceof ApiProblem && error.status < 500),
    retryDelay: (failures) => Math.min(1_000 * 2 ** failures, LONGEST_WAIT_MS),
  });
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
