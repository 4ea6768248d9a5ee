/** Every course, for an administrator; students and tutors have theirs on the start page. */
import { useMe } from "@/api/me";
import { HomePage } from "@/features/home/home-page";

export function CoursesRoute() {
  const { me } = useMe();
  return me ? <HomePage me={me} /> : null;
}
