/** Where one can say to live; laws about cameras differ between them. */
import type { Schema } from "@/api/client";

export const REGIONS = ["eu", "uk", "us", "us-il", "us-tx", "us-wa", "in", "other"] as const satisfies readonly NonNullable<Schema["Me"]["region"]>[];
