/** Ways to a person: my tutors, the contact of the school, helplines an administrator entered. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";

import classes from "./wellbeing.module.css";

export function People({ ways }: { ways: Schema["WellbeingOut"] }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <p className={classes.lead}>{t("care.peopleLead")}</p>
      {ways.tutors.length > 0 && (
        <section className={classes.part}>
          <h3>{t("care.tutors")}</h3>
          <ul>
            {[...coursesByTutor(ways.tutors)].map(([name, courses]) => (
              <li key={name}>
                <b>{name}</b> <span className={classes.soft}>{new Intl.ListFormat(i18n.language).format(courses)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={classes.part}>
        <h3>{t("care.school")}</h3>
        <p>{ways.help_text || t("care.schoolText")}</p>
        {ways.help_contact && <p>{ways.help_contact}</p>}
      </section>
      <section className={classes.part}>
        <h3>{t("care.helplines")}</h3>
        {ways.helplines.length === 0 ? (
          <p className={classes.soft}>{t("care.helplinesEmpty")}</p>
        ) : (
          <ul>
            {ways.helplines.map((line) => (
              <li key={line.name}>
                <b>{line.name}</b> <span>{line.contact}</span> {line.note && <span className={classes.soft}>{line.note}</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function coursesByTutor(tutors: Schema["WellbeingOut"]["tutors"]): Map<string, string[]> {
  const courses = new Map<string, Set<string>>();
  for (const { name, course } of tutors) courses.set(name, (courses.get(name) ?? new Set()).add(course));
  return new Map([...courses].map(([name, titles]) => [name, [...titles]]));
}
