/** The first page of each role. */
import { useMe } from "@/api/me";
import { HomePage } from "@/features/home/home-page";

export function StartRoute() {
  const { me } = useMe();
  return me ? <HomePage me={me} /> : null;
}
