/** When the server asks for the password once more: ask the person, then send the same request again. */
import { readProblem } from "./problem";

type Asker = () => Promise<boolean>;

let ask: Asker = () => Promise.resolve(false);

/** The part of the page that can ask; the last one counts. */
export function answerProofs(asker: Asker): void {
  ask = asker;
}

/** Sends a request; a refusal for want of a fresh password is sent again once the person has given it. */
export async function fetchWithProof(request: Request, send: (request: Request) => Promise<Response>): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 403) return response;
  const { code } = await readProblem(response.clone());
  return code === "proof_needed" && (await ask()) ? send(again) : response;
}
