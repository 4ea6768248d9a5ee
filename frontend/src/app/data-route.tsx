/** My data, for whoever is logged in. */
import { useMe } from "@/api/me";
import { MyDataPage } from "@/features/privacy/my-data-page";
import { MySupportParts } from "@/features/support/my-support-parts";

import { DeviceCard } from "./foot";

export function DataRoute() {
  const { me } = useMe();
  if (!me) return null;
  const more = (
    <>
      {me.role === "student" && <MySupportParts />}
      <DeviceCard />
    </>
  );
  return <MyDataPage me={me} more={more} />;
}
