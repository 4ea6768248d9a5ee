/** The parts of a model's card that people are shown. The server sends it as it lies beside the model. */

export interface ModelCard {
  name: string;
  version: string;
  labels: string[];
  abstain_below: number;
  metrics?: {
    validation?: {
      dataset: string;
      split: string;
      rows: number;
      accuracy: number;
      macro_f1: number;
      ece: number;
      recall: Record<string, number>;
      intervals?: { accuracy?: [number, number]; recall?: Record<string, [number, number]> };
    };
  };
  limits?: string[];
  forbidden_uses?: string[];
  fairness?: { note?: string };
  licence?: string;
  data?: { labels?: string };
}
