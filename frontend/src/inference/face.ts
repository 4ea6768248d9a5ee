/** One detection: a box, a score and six points, in pixels of the frame. It knows no network. */

export type Point = readonly [x: number, y: number];
export type Box = [x: number, y: number, width: number, height: number];

export interface Face {
  x: number;
  y: number;
  width: number;
  height: number;
  score: number;
  /** The eye on the picture's left, the other eye, nose, mouth, ears. */
  points: readonly Point[];
}

export function sideOf(face: Face): number {
  return Math.max(face.width, face.height);
}

/** The share of the union that both boxes cover. */
export function overlap(one: Face, other: Face): number {
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  const common = Math.max(right - Math.max(one.x, other.x), 0) * Math.max(bottom - Math.max(one.y, other.y), 0);
  const union = one.width * one.height + other.width * other.height - common;
  return union > 0 ? common / union : 0;
}

/** The box as shares of the frame, cut to what is visible. */
export function boxIn(face: Face, frame: { width: number; height: number }): Box {
  const left = Math.max(face.x, 0);
  const top = Math.max(face.y, 0);
  const right = Math.min(face.x + face.width, frame.width);
  const bottom = Math.min(face.y + face.height, frame.height);
  return [left / frame.width, top / frame.height, Math.max(right - left, 0) / frame.width, Math.max(bottom - top, 0) / frame.height];
}

/** The largest face, and whether another is at least `otherFaceRatio` as large. */
export function chooseFace(faces: readonly Face[], otherFaceRatio: number): { face: Face | null; several: boolean } {
  const [first, ...others] = [...faces].sort((a, b) => sideOf(b) - sideOf(a));
  if (!first) return { face: null, several: false };
  return { face: first, several: others.some((face) => sideOf(face) >= otherFaceRatio * sideOf(first)) };
}
