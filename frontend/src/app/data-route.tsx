/** My data, for whoever is logged in. */
import { useMe } from "@/api/me";
import { MyDataPage } from "@/features/privacy/my-data-page";

export function DataRoute() {
  const { me } = useMe();
  return me ? <MyDataPage me={me} /> : null;
}
