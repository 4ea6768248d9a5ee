/** The words that need no typing, in the order the buttons and the tutor's panel show them. */
export const REACTIONS = ["yes", "no", "slower", "thanks"] as const;
