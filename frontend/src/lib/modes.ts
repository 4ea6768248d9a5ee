/** How far readings may go in a deployment or a course, from nothing on. */
export const MODES = ["off", "self_only", "aggregate", "individual"] as const;
