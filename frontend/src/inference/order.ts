/** What the server says a browser must know to read faces by itself. Every number comes from there. */
import type { Schema } from "@/api/client";

export type Order = Schema["DeviceOut"];
export type Model = Order["model"];
export type Rules = Order["rules"];
