/** A course's outline and its new order: shown at once, taken back when the server refuses. */
import { useQueryClient } from "@tanstack/react-query";

import { api, type Schema } from "@/api/client";
import { tellProblem } from "@/components/ui/tell";

type Chapter = Schema["OutlineModuleOut"];

export function useOutline(courseId: number) {
  const queries = useQueryClient();
  const path = { params: { path: { course_id: courseId } } };
  const outline = api.useQuery("get", "/api/courses/{course_id}/modules", path);
  const { queryKey } = api.queryOptions("get", "/api/courses/{course_id}/modules", path);
  const reload = () => void outline.refetch();
  const order = api.useMutation("put", "/api/courses/{course_id}/order", {
    onMutate: ({ body }) => {
      const before = queries.getQueryData<Schema["Outline"]>(queryKey);
      void queries.cancelQueries({ queryKey });
      if (before) queries.setQueryData(queryKey, { ...before, items: arrange(before.items, body) });
      return before;
    },
    onError: (error, _, before) => {
      queries.setQueryData(queryKey, before);
      tellProblem(error);
    },
    // The server's word ends it either way; while a later move is under way, that one will ask.
    onSettled: () => {
      if (queries.isMutating({ mutationKey: ["put", "/api/courses/{course_id}/order"] }) === 1) reload();
    },
  });
  const reorder = (chapters: Chapter[]) => order.mutate({ ...path, body: { modules: chapters.map(toOrder) } });
  return { outline, reload, reorder };
}

function toOrder(chapter: Chapter) {
  return { module_id: chapter.id, lesson_ids: chapter.lessons.map((lesson) => lesson.id) };
}

function arrange(chapters: readonly Chapter[], order: Schema["OrderIn"]): Chapter[] {
  const lessons = new Map(chapters.flatMap((chapter) => chapter.lessons).map((lesson) => [lesson.id, lesson]));
  const known = new Map(chapters.map((chapter) => [chapter.id, chapter]));
  return order.modules.flatMap(({ module_id, lesson_ids }) => {
    const chapter = known.get(module_id);
    return chapter ? [{ ...chapter, lessons: lesson_ids.flatMap((id) => lessons.get(id) ?? []) }] : [];
  });
}
