/** The arithmetic of axes: where a value stands and which values are named. It draws nothing. */

export type Domain = readonly [low: number, high: number];

/** How far along the domain a value stands, 0 to 1, held within it. */
export function fractionOf(value: number, [low, high]: Domain): number {
  if (high === low) return 0;
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** From zero to a round number that nothing exceeds: an axis that starts elsewhere exaggerates. */
export function domainFromZero(values: Iterable<number | null | undefined>, least = 0): Domain {
  let most = least;
  for (const value of values) most = Math.max(most, value ?? 0);
  if (most === 0) return [0, 1];
  const step = roundStep(most / STEPS);
  return [0, Math.ceil(most / step - EPSILON) * step];
}

/** A handful of round values within the domain. */
export function ticksOf([low, high]: Domain): number[] {
  const step = roundStep((high - low) / STEPS);
  const count = Math.floor((high - low) / step + EPSILON);
  return Array.from({ length: count + 1 }, (_, index) => low + index * step);
}

/** Every how many places a label fits, so that labels never touch. */
export function labelStride(places: number, width: number, labelWidth: number): number {
  const room = Math.max(1, Math.floor(width / labelWidth));
  return Math.max(1, Math.ceil(places / room));
}

/** Neighbouring labels keep their distance; the order stays. */
export function spread(wanted: readonly number[], distance: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let floor = low;
  for (const index of order) {
    placed[index] = Math.max(wanted[index] ?? 0, floor);
    floor = (placed[index] ?? 0) + distance;
  }
  let ceiling = high;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - distance;
  }
  return placed;
}

/** Runs of neighbouring places that have a value; a gap is a gap, never a line across it. */
export function runsOf(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  values.forEach((value, index) => {
    if (value !== null) run.push(index);
    if (run.length > 0 && (value === null || index === values.length - 1)) {
      runs.push(run);
      run = [];
    }
  });
  return runs;
}

const STEPS = 4;
const EPSILON = 1e-9;

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const multiple = [1, 2, 2.5, 5, 10].find((each) => each * power >= raw - EPSILON * power) ?? 10;
  return multiple * power;
}
