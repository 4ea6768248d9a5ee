/**
 * Cuts the classifier's crop out of a frame by the five steps of inference/align.py, whose twin this is. It
 * samples at 1/32 pixel as OpenCV does, so that the two agree to the grey level.
 */
import type { Face, Point } from "./face";
import type { Model } from "./order";
import type { Picture } from "./resize";
import { roundHalfEven } from "./round";

/** Where the crop lies in the frame: the eyes' midpoint, the roll, the crop's side in pixels. */
export interface Placement {
  x: number;
  y: number;
  /** Radians, clockwise in the picture. */
  roll: number;
  side: number;
  /** The nose's distance beside the eyes' midpoint, in eye distances; 0 looks at the camera. */
  yaw: number;
}

export interface Crop {
  /** One plane of grey, or red, green and blue; each size * size. */
  planes: Uint8Array[];
  size: number;
}

type CropRule = Model["crop"];

const SAME_SPOT_PX = 1e-3;
/** Of a pixel. The detectors of two runtimes differ in a last bit, and the crop is the same all the same. */
const POINT_STEPS = 16;
const SUB_PIXELS = 32;
/** OpenCV adds up coordinates in 1/1024 pixel and then drops what is below 1/32. */
const FINE_STEPS = 1024;
const DROPPED_BITS = 5;

/** Place the crop by the key points, or by the box alone where eyes lie on one spot. */
export function measureFace(face: Face, rule: CropRule): Placement {
  const [left, right, nose, mouth] = face.points.slice(0, 4).map(settlePoint) as [Point, Point, Point, Point];
  const acrossX = right[0] - left[0];
  const acrossY = right[1] - left[1];
  const distance = Math.hypot(acrossX, acrossY);
  if (!(distance >= SAME_SPOT_PX)) return placeByBox(face, rule);
  const x = (left[0] + right[0]) / 2;
  const y = (left[1] + right[1]) / 2;
  const byMouth = rule.eye_to_mouth === null ? 0 : Math.hypot(mouth[0] - x, mouth[1] - y) / rule.eye_to_mouth;
  const yaw = ((nose[0] - x) * acrossX + (nose[1] - y) * acrossY) / distance ** 2;
  return { x, y, roll: Math.atan2(acrossY, acrossX), side: Math.max(distance / rule.eye_distance, byMouth), yaw };
}

function settlePoint([x, y]: Point): Point {
  return [roundHalfEven(x * POINT_STEPS) / POINT_STEPS, roundHalfEven(y * POINT_STEPS) / POINT_STEPS];
}

function placeByBox(face: Face, rule: CropRule): Placement {
  const side = Math.max(face.width, face.height, 1);
  return { x: face.x + face.width / 2, y: face.y + face.height / 2 + side * (rule.eye_y - 0.5), roll: 0, side, yaw: 0 };
}

/** Sample the aligned crop. */
export function cropFace(frame: Picture, place: Placement, { crop, input }: Model, maxOversampling: number): Crop {
  const block = Math.min(Math.max(Math.floor(place.side / input.size + 0.5), 1), maxOversampling);
  const fine = input.size * block;
  const planes = splitPlanes(frame, input.color === "gray").map((plane) => {
    const sampled = samplePlane(plane, frame, place, crop.eye_y, fine);
    return block > 1 ? averageBlocks(sampled, input.size, block) : sampled;
  });
  return { planes, size: input.size };
}

/** The network's input, (1, C, S, S). */
export function normaliseCrop({ planes, size }: Crop, { channels, scale, mean, std }: Model["input"]): Float32Array {
  const area = size * size;
  const input = new Float32Array(channels * area);
  for (let channel = 0; channel < channels; channel++) {
    const plane = planes[Math.min(channel, planes.length - 1)] as Uint8Array;
    const centre = mean[channel] ?? 0;
    const spread = std[channel] ?? 1;
    for (let index = 0; index < area; index++) input[channel * area + index] = ((plane[index] as number) / scale - centre) / spread;
  }
  return input;
}

function splitPlanes({ data }: Picture, isGrey: boolean): Uint8Array[] {
  const area = data.length / 4;
  if (isGrey) {
    const grey = new Uint8Array(area);
    for (let index = 0, at = 0; index < area; index++, at += 4) grey[index] = greyOf(data[at] as number, data[at + 1] as number, data[at + 2] as number);
    return [grey];
  }
  return [0, 1, 2].map((channel) => Uint8Array.from({ length: area }, (_, index) => data[4 * index + channel] as number));
}

/** 0.299 r + 0.587 g + 0.114 b in 15 bits, rounded, as OpenCV computes it. */
export function greyOf(red: number, green: number, blue: number): number {
  return (9798 * red + 19235 * green + 3735 * blue + 16384) >> 15;
}

function samplePlane(plane: Uint8Array, frame: Picture, place: Placement, eyeY: number, fine: number): Uint8Array {
  const step = place.side / fine;
  const cosine = Math.cos(place.roll) * step;
  const sine = Math.sin(place.roll) * step;
  // Index i stands for the point i + 0.5, in the crop and in the frame.
  const x0 = 0.5 - 0.5 * fine;
  const y0 = 0.5 - eyeY * fine;
  const startX = place.x - 0.5 + cosine * x0 - sine * y0;
  const startY = place.y - 0.5 + sine * x0 + cosine * y0;
  const out = new Uint8Array(fine * fine);
  for (let row = 0; row < fine; row++) {
    const rowX = roundHalfEven((startX - sine * row) * FINE_STEPS) + SUB_PIXELS / 2;
    const rowY = roundHalfEven((startY + cosine * row) * FINE_STEPS) + SUB_PIXELS / 2;
    for (let column = 0; column < fine; column++) {
      const x = (rowX + Math.round(cosine * column * FINE_STEPS)) >> DROPPED_BITS;
      const y = (rowY + Math.round(sine * column * FINE_STEPS)) >> DROPPED_BITS;
      out[row * fine + column] = interpolate(plane, frame.width, frame.height, x, y);
    }
  }
  return out;
}

/** Bilinear at a place in 1/32 pixel; outside the frame its edge pixels are repeated. */
function interpolate(plane: Uint8Array, width: number, height: number, x: number, y: number): number {
  const column = x >> DROPPED_BITS;
  const row = y >> DROPPED_BITS;
  const right = x & (SUB_PIXELS - 1);
  const down = y & (SUB_PIXELS - 1);
  const left0 = Math.min(Math.max(column, 0), width - 1);
  const left1 = Math.min(Math.max(column + 1, 0), width - 1);
  const top0 = Math.min(Math.max(row, 0), height - 1) * width;
  const top1 = Math.min(Math.max(row + 1, 0), height - 1) * width;
  const above = (plane[top0 + left0] as number) * (SUB_PIXELS - right) + (plane[top0 + left1] as number) * right;
  const below = (plane[top1 + left0] as number) * (SUB_PIXELS - right) + (plane[top1 + left1] as number) * right;
  return (above * (SUB_PIXELS - down) + below * down + 512) >> 10;
}

/** Every block becomes its mean, rounded: what a plain bilinear sample of a large face would alias. */
function averageBlocks(fine: Uint8Array, size: number, block: number): Uint8Array {
  const stride = size * block;
  // OpenCV has a way of its own for blocks of two.
  const round = block === 2 ? Math.round : roundHalfEven;
  const out = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let sum = 0;
      for (let row = 0; row < block; row++) {
        const from = (y * block + row) * stride + x * block;
        for (let column = 0; column < block; column++) sum += fine[from + column] as number;
      }
      out[y * size + x] = round(sum / (block * block));
    }
  }
  return out;
}
