/**
 * BlazeFace: letterboxing, the anchors its two variants were trained with, and a weighted non-maximum
 * suppression. The twin of inference/blazeface.py; it knows nothing of video.
 */
import type { Face, Point } from "./face";
import type { Network } from "./network";
import { resizeRegion, type Picture, type Region } from "./resize";
import { roundHalfEven } from "./round";

/** Both variants answer for a 16x16 grid with 2 anchors a cell and an 8x8 grid with 6. */
const GRIDS = [
  [16, 2],
  [8, 6],
] as const;
const POINTS = 6;
const VALUES = 4 + 2 * POINTS;
/** The points are kept as exactly as the server keeps them: a crop shifted by a hair rounds to other greys. */
const { fround } = Math;

export interface Row {
  values: Float32Array;
  score: number;
}

interface Letterbox {
  scale: number;
  left: number;
  top: number;
}

export class BlazeFace {
  private readonly anchors = makeAnchors();
  private readonly leastLogit: number;
  private readonly size: number;

  constructor(
    private readonly network: Network,
    score: number,
    private readonly sameFaceOverlap: number,
  ) {
    this.leastLogit = Math.log(score / (1 - score));
    this.size = network.inputShape[1] ?? 0;
  }

  /** The faces of a part of a picture, best first, in pixels of the whole picture. */
  async detect(picture: Picture, region: Region): Promise<Face[]> {
    const { input, box } = fillInput(picture, region, this.size);
    const answers = await this.network.run(input, [1, this.size, this.size, 3]);
    const rows = this.decode(answers);
    return mergeRows(rows, this.sameFaceOverlap).map((row) => makeFace(row, box, region));
  }

  private decode([scores16, scores8, boxes16, boxes8]: readonly Float32Array[]): Row[] {
    const rows: Row[] = [];
    const parts = [
      { scores: scores16, boxes: boxes16, first: 0 },
      { scores: scores8, boxes: boxes8, first: scores16?.length ?? 0 },
    ];
    for (const { scores = new Float32Array(), boxes = new Float32Array(), first } of parts) {
      scores.forEach((logit, index) => {
        if (logit <= this.leastLogit) return;
        const values = boxes.slice(index * VALUES, (index + 1) * VALUES);
        rows.push({ values: this.place(values, this.anchors[first + index] ?? [0, 0]), score: fround(1 / fround(1 + fround(Math.exp(-logit)))) });
      });
    }
    return rows;
  }

  /** Offsets become input pixels: centre, width, height, then six points. */
  private place(values: Float32Array, [x, y]: Point): Float32Array {
    return values.map((value, index) => {
      if (index === 2 || index === 3) return value;
      return value + (index % 2 === 0 ? x : y) * this.size;
    });
  }
}

/** The centre of every anchor as shares of the picture. */
export function makeAnchors(): Point[] {
  const anchors: Point[] = [];
  for (const [cells, repeats] of GRIDS) {
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        for (let repeat = 0; repeat < repeats; repeat++) anchors.push([(column + 0.5) / cells, (row + 0.5) / cells]);
      }
    }
  }
  return anchors;
}

/** Average rows that overlap the best one, weighted by score, until none is left. */
export function mergeRows(rows: readonly Row[], sameFaceOverlap: number): Row[] {
  let left = [...rows].sort((a, b) => b.score - a.score);
  const merged: Row[] = [];
  for (let best = left[0]; best; best = left[0]) {
    const first = best;
    // A box without area overlaps nothing, not even itself.
    const close = left.filter((row) => row === first || overlapRows(row.values, first.values) > sameFaceOverlap);
    const weight = close.reduce((sum, row) => fround(sum + row.score), 0);
    const values = first.values.map((_, index) => close.reduce((sum, row) => fround(sum + fround((row.values[index] ?? 0) * row.score)), 0) / weight);
    merged.push({ values, score: first.score });
    left = left.filter((row) => !close.includes(row));
  }
  return merged;
}

function overlapRows(one: Float32Array, other: Float32Array): number {
  const [x1 = 0, y1 = 0, rawWidth1 = 0, rawHeight1 = 0] = one;
  const [x2 = 0, y2 = 0, rawWidth2 = 0, rawHeight2 = 0] = other;
  const [width1, height1] = [Math.max(rawWidth1, 0), Math.max(rawHeight1, 0)];
  const [width2, height2] = [Math.max(rawWidth2, 0), Math.max(rawHeight2, 0)];
  const across = Math.min(x1 + width1 / 2, x2 + width2 / 2) - Math.max(x1 - width1 / 2, x2 - width2 / 2);
  const down = Math.min(y1 + height1 / 2, y2 + height2 / 2) - Math.max(y1 - height1 / 2, y2 - height2 / 2);
  const common = Math.max(across, 0) * Math.max(down, 0);
  return common / Math.max(width1 * height1 + width2 * height2 - common, 1e-6);
}

/** The letterboxed region between -1 and 1, and how to get back from it. */
function fillInput(picture: Picture, region: Region, size: number): { input: Float32Array; box: Letterbox } {
  const scale = size / Math.max(region.height, region.width);
  const width = Math.max(roundHalfEven(region.width * scale), 1);
  const height = Math.max(roundHalfEven(region.height * scale), 1);
  const left = Math.floor((size - width) / 2);
  const top = Math.floor((size - height) / 2);
  const pixels = resizeRegion(picture, region, width, height, scale);
  const input = new Float32Array(size * size * 3).fill(-1);
  for (let y = 0; y < height; y++) {
    const to = ((top + y) * size + left) * 3;
    const from = y * width * 3;
    for (let x = 0; x < width * 3; x++) input[to + x] = (pixels[from + x] as number) / 127.5 - 1;
  }
  return { input, box: { scale, left, top } };
}

function makeFace({ values, score }: Row, { scale, left, top }: Letterbox, region: Region): Face {
  const across = (x: number) => (x - left) / scale + region.left;
  const down = (y: number) => (y - top) / scale + region.top;
  const [x = 0, y = 0, width = 0, height = 0] = values;
  const back = (value: number, start: number, from: number) => fround(fround(fround(value - start) / fround(scale)) + from);
  const points = Array.from({ length: POINTS }, (_, index): Point => [
    back(values[4 + 2 * index] ?? 0, left, region.left),
    back(values[5 + 2 * index] ?? 0, top, region.top),
  ]);
  return { x: across(x - width / 2), y: down(y - height / 2), width: width / scale, height: height / scale, score, points };
}
