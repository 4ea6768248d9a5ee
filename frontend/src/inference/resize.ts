/**
 * Scales a part of a picture down or up the way OpenCV does: every pixel weighted by the area it covers, or by
 * distance. It knows nothing of faces.
 */

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

/** For every target pixel the first source pixel and the weights of those from there on. */
interface Taps {
  starts: Int32Array;
  weights: Float32Array[];
}

const CHANNELS = 3;
/** Below this the detectors' pictures are averaged instead of interpolated, as on the server. */
const AVERAGE_BELOW = 0.5;

/** Red, green, blue of the region in the new size, 0 to 255 and rounded. */
export function resizeRegion(picture: Picture, region: Region, width: number, height: number, scale: number): Float32Array {
  const find = scale < AVERAGE_BELOW ? averageTaps : linearTaps;
  const rows = squeezeRows(picture, region, find(region.width, width));
  return squeezeColumns(rows, width, find(region.height, height));
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

function linearTaps(from: number, to: number): Taps {
  const step = from / to;
  const taps: Taps = { starts: new Int32Array(to), weights: [] };
  for (let index = 0; index < to; index++) {
    const centre = (index + 0.5) * step - 0.5;
    const first = Math.min(Math.max(Math.floor(centre), 0), Math.max(from - 2, 0));
    const share = Math.min(Math.max(centre - first, 0), 1);
    taps.starts[index] = first;
    taps.weights.push(from === 1 ? Float32Array.of(1) : Float32Array.of(1 - share, share));
  }
  return taps;
}
