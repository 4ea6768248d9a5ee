/** Whether an administrator still has to set this deployment up: nothing declared, or no second step. */
import { api } from "@/api/client";
import { useStatus, type Me } from "@/api/me";

const PUT_OFF = "attune-setup-put-off"; // for this tab: whoever says "not now" is asked again next time

export function putOffSetup(): void {
  sessionStorage.setItem(PUT_OFF, "yes");
}

export function useSetup(me: Me | undefined) {
  const status = useStatus();
  const isAsked = me?.role === "admin" && status?.demo === false;
  const declaration = api.useQuery("get", "/api/declaration", {}, { enabled: isAsked });
  const factor = api.useQuery("get", "/api/me/second-factor", {}, { enabled: isAsked });
  const isPending = status === undefined || (isAsked && (declaration.isPending || factor.isPending));
  return { isPending, isDue: isAsked && !isPending && (owesStep(factor.data) || owesSignature(declaration.data)) };
}

function owesStep(factor?: { required: boolean; state: string }): boolean {
  return factor !== undefined && factor.required && factor.state !== "on";
}

function owesSignature(view?: { declaration: unknown }): boolean {
  return view?.declaration === null && sessionStorage.getItem(PUT_OFF) === null;
}
