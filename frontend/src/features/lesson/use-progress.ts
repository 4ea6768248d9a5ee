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
  const [isMarked, setMarked] = useState(false);
  const { queryKey } = api.queryOptions("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: lesson.id } } });
  const { mutate } = api.useMutation("put", "/api/lessons/{lesson_id}/progress", {
    // One after another, so that an older place that had to wait never overwrites a newer one.
    scope: { id: `progress-${lesson.id}` },
    retry: (_, error) => !(error instanceof ApiProblem && error.status < 500),
    retryDelay: (failures) => Math.min(1_000 * 2 ** failures, LONGEST_WAIT_MS),
    // Whoever comes back to the lesson begins where it was left, not where it was when it was first opened.
    onSuccess: (progress) => queries.setQueryData<Schema["LessonOut"]>(queryKey, (known) => known && { ...known, progress }),
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
    setMarked(true);
    mutate(
      { params: { path: { lesson_id: lesson.id } }, body: { section, video_seconds: videoSeconds, completed: true } },
      {
        onError: (error) => {
          setMarked(false);
          tellProblem(error);
        },
        onSuccess: () => void queries.invalidateQueries({ queryKey: ["get", "/api/courses"] }),
      },
    );
  };
  return { isCompleted: isMarked || (lesson.progress?.completed ?? false), complete };
}
