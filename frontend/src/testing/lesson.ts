/** A lesson as the API gives it to a learner. */
export const LESSON = {
  id: 1,
  course_id: 2,
  course_title: "Statistics",
  module_title: "Middle",
  title: "Means",
  minutes: 5,
  html: "<section data-section='0'>a</section>",
  body: null,
  version: 1,
  sections: [{ index: 0, title: "a" }],
  video: null,
  attachments: [],
  quiz_id: null,
  previous_id: null,
  next_id: null,
  progress: null,
};
