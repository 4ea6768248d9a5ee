/** What a student can say about how it goes, in the order the buttons and tables show it. */
export const CHECK_INS = ["well", "stuck", "lost", "tired", "bored"] as const;
