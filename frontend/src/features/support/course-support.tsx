/** For tutors of a course: messages in their own words, and how far the camera fits what students say. */
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";

import { AgreementView } from "./agreement-view";
import { CourseMessageForm } from "./course-message-form";
import { CourseMessageRow } from "./course-message-row";
import classes from "./support.module.css";

export function CourseSupport({ courseId }: { courseId: number }) {
  const { t } = useTranslation();
  const path = { course_id: courseId };
  const messages = api.useQuery("get", "/api/courses/{course_id}/support/messages", { params: { path } });
  const agreement = api.useQuery("get", "/api/courses/{course_id}/support/agreement", { params: { path } });
  const reload = () => void messages.refetch();
  return (
    <div className={classes.stack}>
      <Card title={t("courseSupport.title")}>
        <p className={classes.note}>{t("courseSupport.lead")}</p>
        <CourseMessageForm courseId={courseId} onDone={reload} />
      </Card>
      <Loaded query={messages}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("courseSupport.emptyTitle")} text={t("courseSupport.empty")} />
          ) : (
            <Card title={t("courseSupport.own", { count: items.length })}>
              <ul className={classes.list}>
                {items.map((message) => (
                  <CourseMessageRow key={message.id} courseId={courseId} message={message} onDone={reload} />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      <Card title={t("agreement.courseTitle")}>
        <p className={classes.note}>{t("agreement.courseLead")}</p>
        <Loaded query={agreement}>{(data) => <AgreementView agreement={data} isMine={false} />}</Loaded>
      </Card>
    </div>
  );
}
