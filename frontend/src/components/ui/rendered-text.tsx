/** Words written in Markdown, as the server rendered and cleaned them. */
import { memo, type Ref } from "react";

import classes from "./rendered-text.module.css";

interface Props {
  html: string;
  ref?: Ref<HTMLDivElement>;
}

/** Memoized: a new object with the same text would make React write the whole text again. */
export const RenderedText = memo(function RenderedText({ html, ref }: Props) {
  // Safe because the server renders Markdown without raw HTML and cleans it against a list of tags.
  return <div ref={ref} className={classes.text} dangerouslySetInnerHTML={{ __html: html }} />;
});
