/** One course, with what tutors see of the support loop in it; neither knows the other. */
import { useTranslation } from "react-i18next";

import { CoursePage } from "@/features/course/course-page";
import { CourseSupport } from "@/features/support/course-support";

export function CourseRoute() {
  const { t } = useTranslation();
  return <CoursePage more={{ value: "support", label: t("courseSupport.tab"), show: (courseId) => <CourseSupport courseId={courseId} /> }} />;
}
