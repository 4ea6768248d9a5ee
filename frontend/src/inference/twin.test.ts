/** The parts of the twin that a browser run does not show: gaps, flicker, quality, placement. */
import { describe, expect, it } from "vitest";

import { measureFace } from "./align";
import { makeAnchors, mergeRows } from "./blazeface";
import type { Cascade } from "./cascade";
import { chooseFace, type Face, type Point } from "./face";
import type { Rules } from "./order";
import { soften } from "./pipeline";
import { judgeCrop, judgePlacement } from "./quality";
import { abstain, type Reading } from "./reading";
import { Smoother } from "./smoothing";
import { Track } from "./track";

const RULES = {
  smoothing_s: 0.6,
  label_margin: 0.08,
  absence_s: 0.5,
  full_scan_s: 2,
  empty_search_every: 2,
  surely_empty: 3,
  other_face_ratio: 0.5,
  same_face_iou: 0.2,
  brief: ["no_face"],
} as Rules;
const QUALITY = { min_face_px: 24, min_brightness: 35, min_sharpness: 0.012, max_yaw: 0.55 };
const CROP = { eye_distance: 0.37, eye_y: 0.39, eye_to_mouth: 0.4 };
const FRAME = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
const MODEL = { model_id: "m@1" } as Parameters<typeof abstain>[0];

function faceWith(points: readonly Point[], size = 100): Face {
  return { x: 0, y: 0, width: size, height: size, score: 0.9, points };
}

describe("placement", () => {
  it("takes the mouth where a turned head brings the eyes together", () => {
    const place = measureFace(faceWith([[40, 40], [60, 40], [50, 50], [50, 80]]), CROP);
    expect(place.side).toBeCloseTo(100);
    expect(place.yaw).toBeCloseTo(0);
  });

  it("falls back on the box where both eyes lie on one spot", () => {
    const place = measureFace(faceWith([[50, 50], [50, 50], [50, 50], [50, 50]]), CROP);
    expect(place).toEqual({ x: 50, y: 39, roll: 0, side: 100, yaw: 0 });
  });

  it("is the same where a point differs by a last bit", () => {
    const there = measureFace(faceWith([[40.2, 40], [60, 40], [50, 50], [50, 80]]), CROP);
    expect(measureFace(faceWith([[40.200004, 40.000003], [59.999996, 40], [50, 50], [50, 79.999995]]), CROP)).toEqual(there);
  });

  it("refuses small and turned faces", () => {
    const place = { x: 0, y: 0, roll: 0, side: 23, yaw: 0 };
    expect(judgePlacement(place, QUALITY)).toBe("too_small");
    expect(judgePlacement({ ...place, side: 24, yaw: -0.56 }, QUALITY)).toBe("turned_away");
    expect(judgePlacement({ ...place, side: 24, yaw: 0.55 }, QUALITY)).toBeNull();
  });
});

describe("quality of a crop", () => {
  const crop = (grey: (x: number, y: number) => number) => ({
    planes: [Uint8Array.from({ length: 48 * 48 }, (_, index) => grey(index % 48, Math.floor(index / 48)))],
    size: 48,
  });

  it("refuses darkness, then blur", () => {
    expect(judgeCrop(crop(() => 20), QUALITY)).toBe("too_dark");
    expect(judgeCrop(crop((x) => 60 + x), QUALITY)).toBe("too_blurred");
    expect(judgeCrop(crop((x, y) => ((x + y) % 2 ? 60 : 120)), QUALITY)).toBeNull();
  });
});

describe("smoothing", () => {
  it("keeps the label until another leads by the margin", () => {
    const smoother = new Smoother(0, 0.08);
    smoother.update([0.6, 0.4], 0);
    expect(smoother.update([0.47, 0.53], 1).label).toBe(0);
    expect(smoother.update([0.45, 0.55], 2).label).toBe(1);
  });

  it("weighs by the time between frames", () => {
    const smoother = new Smoother(0.6, 0);
    smoother.update([1, 0], 0);
    expect(smoother.update([0, 1], 0.6).average[0]).toBeCloseTo(Math.exp(-1));
  });

  it("softens logits by the card's temperature", () => {
    expect(soften([2, 0], 2)[0]).toBeCloseTo(1 / (1 + Math.exp(-1)));
  });
});

describe("a track", () => {
  const reading = { label: "happy", abstained: null, held: false } as Reading;

  it("repeats the last reading over a brief gap, marked as held, and no longer", () => {
    const track = new Track(RULES);
    track.smooth([1], 10);
    track.settle(reading, 10);
    expect(track.settle(abstain(MODEL, "no_face", null), 10.4)).toEqual({ ...reading, held: true });
    expect(track.settle(abstain(MODEL, "no_face", null), 10.6).abstained).toBe("no_face");
  });

  it("tells darkness at once", () => {
    const track = new Track(RULES);
    track.smooth([1], 10);
    track.settle(reading, 10);
    expect(track.settle(abstain(MODEL, "too_dark", null), 10.1).abstained).toBe("too_dark");
  });

  it("searches an empty chair in every second frame, and a known face whole only now and then", async () => {
    let whole = 0;
    let found: Face[] = [];
    const detector = {
      detect: () => Promise.resolve((whole++, found)),
      follow: (_: unknown, last: Face) => Promise.resolve(last),
    } as unknown as Cascade;
    const track = new Track(RULES);
    for (let frame = 0; frame < 7; frame++) await track.findFace(FRAME, detector, frame);
    expect(whole).toBe(5);
    found = [faceWith([])];
    for (const at of [7, 8, 9.5, 10, 11.5]) await track.findFace(FRAME, detector, at);
    expect(whole).toBe(7); // in the second 8, when the face came, and in the second 10
  });
});

describe("company", () => {
  it("is noticed within the time between two whole searches, and gone with the frame in which it goes", async () => {
    let found = [faceWith([])];
    const detector = {
      detect: () => Promise.resolve(found),
      follow: (_: unknown, last: Face) => Promise.resolve(last),
    } as unknown as Cascade;
    const track = new Track(RULES);
    const isCompany = async (at: number) => (await track.findFace(FRAME, detector, at)).several;
    expect(await isCompany(0)).toBe(false);
    found = [faceWith([]), faceWith([])];
    expect([await isCompany(1.9), await isCompany(2), await isCompany(2.1)]).toEqual([false, true, true]);
    found = [faceWith([])];
    expect(await isCompany(2.2)).toBe(false);
  });
});

describe("detections", () => {
  it("has the anchors of both grids", () => {
    const anchors = makeAnchors();
    expect(anchors).toHaveLength(896);
    expect(anchors[0]).toEqual([1 / 32, 1 / 32]);
    expect(anchors[895]).toEqual([15 / 16, 15 / 16]);
  });

  it("averages what overlaps, weighted by score", () => {
    const row = (x: number, score: number) => ({ values: Float32Array.of(x, 50, 40, 40), score });
    const merged = mergeRows([row(50, 0.6), row(54, 0.9), row(150, 0.7)], 0.3);
    expect(merged.map(({ score }) => score)).toEqual([0.9, 0.7]);
    expect(merged[0]?.values[0]).toBeCloseTo((50 * 0.6 + 54 * 0.9) / 1.5, 4);
  });

  it("calls it several faces only when the second is large enough", () => {
    expect(chooseFace([faceWith([], 40), faceWith([], 100)], 0.5)).toMatchObject({ several: false, face: { width: 100 } });
    expect(chooseFace([faceWith([], 50), faceWith([], 100)], 0.5).several).toBe(true);
  });
});
