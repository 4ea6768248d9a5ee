/**
 * What is remembered of one face between frames, in memory only: where it was and what it showed. The twin of
 * inference/track.py; a track belongs to one stream of frames.
 */
import type { Cascade } from "./cascade";
import { chooseFace, overlap, type Face } from "./face";
import type { Rules } from "./order";
import type { Reading } from "./reading";
import type { Picture } from "./resize";
import { Smoother } from "./smoothing";

export class Track {
  private readonly smoother: Smoother;
  private face: Face | null = null;
  private several = false;
  private scanAt = -Infinity;
  private emptyFrames = 0;
  private frameShape = "";
  private last: Reading | null = null;
  private readAt = 0;

  constructor(private readonly rules: Rules) {
    this.smoother = new Smoother(rules.smoothing_s, rules.label_margin);
  }

  /** The face to read at that second, and whether another of similar size is in the frame. */
  async findFace(frame: Picture, detector: Cascade, at: number): Promise<{ face: Face | null; several: boolean }> {
    if (this.mayRest()) {
      this.emptyFrames += 1;
      return { face: null, several: false };
    }
    let face = await this.follow(frame, detector, at);
    if (!face) {
      ({ face, several: this.several } = chooseFace(await detector.detect(frame), this.rules.other_face_ratio));
      this.scanAt = at + this.rules.full_scan_s;
    }
    this.rememberFace(frame, face);
    return { face, several: this.several };
  }

  /** Average over time; after a pause the average starts anew. */
  smooth(probabilities: readonly number[], at: number): { average: number[]; label: number } {
    if (at - this.readAt > this.rules.absence_s + this.rules.smoothing_s) this.smoother.forget();
    this.readAt = at;
    return this.smoother.update(probabilities, at);
  }

  /** The reading to show: a brief gap repeats the last one, marked as held. */
  settle(reading: Reading, at: number): Reading {
    if (reading.abstained === null) {
      this.last = reading;
      return reading;
    }
    const isBrief = this.rules.brief.includes(reading.abstained) && at - this.readAt < this.rules.absence_s;
    if (this.last && isBrief) return { ...this.last, held: true };
    this.last = null;
    return reading;
  }

  /** An empty chair is not searched in every frame. */
  private mayRest(): boolean {
    return this.emptyFrames >= this.rules.surely_empty && this.emptyFrames % this.rules.empty_search_every > 0;
  }

  private async follow(frame: Picture, detector: Cascade, at: number): Promise<Face | null> {
    if (!this.face || shapeOf(frame) !== this.frameShape) return null;
    if (this.several || at >= this.scanAt) return null; // whoever is beside a face is seen in the whole frame alone
    return detector.follow(frame, this.face);
  }

  private rememberFace(frame: Picture, face: Face | null): void {
    if (this.face && face && overlap(this.face, face) < this.rules.same_face_iou) {
      this.smoother.forget();
      this.last = null;
    }
    this.face = face;
    this.frameShape = shapeOf(frame);
    this.emptyFrames = face ? 0 : this.emptyFrames + 1;
  }
}

function shapeOf({ width, height }: Picture): string {
  return `${width}x${height}`;
}
