/** What a message can answer to and how it can sound, as the API names them. */
export const CAUSES = ["item", "explanation", "ask", "setback", "worry", "fatigue", "boredom", "progress"] as const;
export const TONES = ["warm", "plain", "brief"] as const;
