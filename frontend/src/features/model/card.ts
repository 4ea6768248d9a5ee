/** The parts of a model's card that people are shown. The server sends it as it lies beside the model. */

export interface ModelCard {
  name: string;
  version: string;
  labels: string[];
  abstain_below: number;
  limits?: string[];
  forbidden_uses?: string[];
  fairness?: { note?: string };
  licence?: string;
  data?: { labels?: string };
}

/** How well the file does that is in service; nothing where its card does not say. */
export interface Figures {
  dataset: string;
  split: string;
  rows: number;
  accuracy: number;
  recall: Record<string, number>;
  intervals?: { recall?: Record<string, [number, number]> };
}
