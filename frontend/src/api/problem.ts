/** What went wrong, as one error class with a stable code. It does not know how a person is told. */

export class ApiProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly details: Record<string, unknown> | null = null,
  ) {
    super(message);
    this.name = "ApiProblem";
  }
}

/** The code of anything that can be thrown; a request that never arrived counts as offline. */
export function codeOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.code;
  if (error instanceof TypeError) return "offline";
  if (hasCode(error)) return error.code;
  return "unexpected";
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  if (hasCode(body)) {
    return new ApiProblem(body.code, body.message ?? "", response.status, body.details ?? null);
  }
  return new ApiProblem(response.status >= 500 ? "server_down" : "unexpected", "", response.status);
}

interface Envelope {
  code: string;
  message?: string;
  details?: Record<string, unknown> | null;
}

function hasCode(value: unknown): value is Envelope {
  return typeof value === "object" && value !== null && typeof (value as { code?: unknown }).code === "string";
}
