/** What an alert or a mark "I helped" can be about, as the server names it. */
export const ALERT_CAUSES = ["lost", "confused", "frustrated", "tired", "bored", "help_waiting"] as const;
