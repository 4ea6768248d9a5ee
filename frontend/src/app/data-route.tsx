/** My data, for whoever is logged in. */
import { useMe } from "@/api/me";
import { MyDataPage } from "@/features/privacy/my-data-page";
import { MySupportParts } from "@/features/support/my-support-parts";

export function DataRoute() {
  const { me } = useMe();
  return me ? <MyDataPage me={me} more={me.role === "student" && <MySupportParts />} /> : null;
}
