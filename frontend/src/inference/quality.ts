/** Says when a face gives no honest reading, and why. The twin of inference/quality.py. */
import { greyOf, type Crop, type Placement } from "./align";
import type { Model } from "./order";
import { TOO_BLURRED, TOO_DARK, TOO_SMALL, TURNED_AWAY } from "./reading";

type Quality = Model["quality"];

/** Refuse a face that is too small or turned away, before any pixel is touched. */
export function judgePlacement(place: Placement, limits: Quality): string | null {
  if (place.side < limits.min_face_px) return TOO_SMALL;
  return Math.abs(place.yaw) > limits.max_yaw ? TURNED_AWAY : null;
}

/** Refuse a crop that is too dark or too blurred. */
export function judgeCrop(crop: Crop, limits: Quality): string | null {
  const grey = mixGrey(crop);
  const { mean, deviation } = measure(grey);
  if (mean < limits.min_brightness) return TOO_DARK;
  return measureSharpness(grey, crop.size, deviation) < limits.min_sharpness ? TOO_BLURRED : null;
}

function mixGrey({ planes: [red, green, blue] }: Crop): ArrayLike<number> {
  if (!red || !green || !blue) return red ?? [];
  return red.map((value, index) => greyOf(value, green[index] as number, blue[index] as number));
}

/** The variance of the Laplacian (4 neighbours, mirrored edge) over that of the grey. */
function measureSharpness(grey: ArrayLike<number>, size: number, deviation: number): number {
  if (deviation < 1) return 0;
  const at = (x: number, y: number) => grey[mirror(y, size) * size + mirror(x, size)] as number;
  const edges = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) edges[y * size + x] = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
  }
  return (measure(edges).deviation / deviation) ** 2;
}

function mirror(index: number, size: number): number {
  if (index < 0) return -index;
  return index < size ? index : 2 * size - 2 - index;
}

function measure(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean, deviation: Math.sqrt(Math.max(squares / values.length - mean * mean, 0)) };
}
