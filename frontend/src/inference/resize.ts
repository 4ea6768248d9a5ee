/**
 * Scales a part of a picture down or up the way OpenCV does: every pixel weighted by the area it covers, or by
 * distance. It knows nothing of faces.
 */

import { roundHalfEven } from "./round";

/** Red, green, blue, alpha in rows, as a canvas gives them. */
export interface Picture {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** For every target pixel the source pixels it takes from, and their weights. */
interface Taps {
  starts: Int32Array;
  weights: Float32Array[];
}

/** Two neighbours for every target pixel, their weights in 1/2048. */
interface Pairs {
  first: Int32Array;
  second: Int32Array;
  firstShare: Int32Array;
  secondShare: Int32Array;
}

const CHANNELS = 3;
const WHOLE = 2048;
/** Below this the detectors' pictures are averaged instead of interpolated, as on the server. */
const AVERAGE_BELOW = 0.5;

/** Red, green, blue of the region in the new size, 0 to 255 and rounded. */
export function resizeRegion(picture: Picture, region: Region, width: number, height: number, scale: number): Float32Array {
  if (scale >= AVERAGE_BELOW) return interpolate(picture, region, findPairs(region.width, width), findPairs(region.height, height));
  const rows = squeezeRows(picture, region, averageTaps(region.width, width));
  return squeezeColumns(rows, width, averageTaps(region.height, height));
}

/** In whole numbers, as OpenCV does it, so that both find a face's points on the same spot. */
function interpolate({ data, width: stride }: Picture, region: Region, columns: Pairs, rows: Pairs): Float32Array {
  const width = columns.first.length;
  const height = rows.first.length;
  const out = new Float32Array(width * height * CHANNELS);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const upper = ((region.top + (rows.first[y] as number)) * stride + region.left) * 4;
    const lower = ((region.top + (rows.second[y] as number)) * stride + region.left) * 4;
    const upperShare = rows.firstShare[y] as number;
    const lowerShare = rows.secondShare[y] as number;
    for (let x = 0; x < width; x++) {
      const left = (columns.first[x] as number) * 4;
      const right = (columns.second[x] as number) * 4;
      const leftShare = columns.firstShare[x] as number;
      const rightShare = columns.secondShare[x] as number;
      for (let channel = 0; channel < CHANNELS; channel++) {
        const above = (data[upper + left + channel] as number) * leftShare + (data[upper + right + channel] as number) * rightShare;
        const below = (data[lower + left + channel] as number) * leftShare + (data[lower + right + channel] as number) * rightShare;
        out[at++] = (((upperShare * (above >> 4)) >> 16) + ((lowerShare * (below >> 4)) >> 16) + 2) >> 2;
      }
    }
  }
  return out;
}

function findPairs(from: number, to: number): Pairs {
  const make = () => new Int32Array(to);
  const pairs: Pairs = { first: make(), second: make(), firstShare: make(), secondShare: make() };
  for (let index = 0; index < to; index++) {
    const centre = Math.fround(((index + 0.5) * from) / to - 0.5);
    const floor = Math.floor(centre);
    const first = Math.min(Math.max(floor, 0), from - 1);
    const share = floor === first && first < from - 1 ? Math.fround(centre - floor) : 0;
    pairs.first[index] = first;
    pairs.second[index] = Math.min(first + 1, from - 1);
    pairs.firstShare[index] = roundHalfEven((1 - share) * WHOLE);
    pairs.secondShare[index] = roundHalfEven(share * WHOLE);
  }
  return pairs;
}

function squeezeRows({ data, width: stride }: Picture, region: Region, { starts, weights }: Taps): Float32Array {
  const width = starts.length;
  const out = new Float32Array(region.height * width * CHANNELS);
  let at = 0;
  for (let y = 0; y < region.height; y++) {
    const row = ((region.top + y) * stride + region.left) * 4;
    for (let x = 0; x < width; x++) {
      const shares = weights[x] as Float32Array;
      let from = row + (starts[x] as number) * 4;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = 0; tap < shares.length; tap++, from += 4) {
        const share = shares[tap] as number;
        red += share * (data[from] as number);
        green += share * (data[from + 1] as number);
        blue += share * (data[from + 2] as number);
      }
      out[at++] = red;
      out[at++] = green;
      out[at++] = blue;
    }
  }
  return out;
}

function squeezeColumns(rows: Float32Array, width: number, { starts, weights }: Taps): Float32Array {
  const stride = width * CHANNELS;
  const out = new Float32Array(starts.length * stride);
  for (let y = 0; y < starts.length; y++) {
    const shares = weights[y] as Float32Array;
    const from = (starts[y] as number) * stride;
    for (let x = 0; x < stride; x++) {
      let sum = 0;
      for (let tap = 0; tap < shares.length; tap++) sum += (shares[tap] as number) * (rows[from + tap * stride + x] as number);
      out[y * stride + x] = Math.round(sum);
    }
  }
  return out;
}

function averageTaps(from: number, to: number): Taps {
  const step = from / to;
  const taps: Taps = { starts: new Int32Array(to), weights: [] };
  for (let index = 0; index < to; index++) {
    const low = index * step;
    const high = Math.min(low + step, from);
    const first = Math.floor(low);
    const shares: number[] = [];
    for (let pixel = first; pixel < high - 1e-6; pixel++) shares.push((Math.min(pixel + 1, high) - Math.max(pixel, low)) / (high - low));
    taps.starts[index] = first;
    taps.weights.push(Float32Array.from(shares));
  }
  return taps;
}
