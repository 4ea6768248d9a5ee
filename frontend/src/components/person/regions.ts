/** Where one can say to live; laws about cameras differ between them. */
import type { Schema } from "@/api/client";

export type Region = NonNullable<Schema["Me"]["region"]>;
export const REGIONS = ["eu", "uk", "us", "us-il", "us-tx", "us-wa", "in", "other"] as const satisfies readonly Region[];
