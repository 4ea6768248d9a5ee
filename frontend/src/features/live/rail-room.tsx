/** The place of the rail while it is on its way, so that the lesson beside it does not move. */
import classes from "./rail.module.css";

export function RailRoom() {
  return (
    <div className={classes.rail} aria-hidden="true">
      <div className={classes.bar} />
    </div>
  );
}
