/**
 * Spends little on an easy frame: beside the last face the small BlazeFace is enough, anywhere else the large
 * one looks. The twin of inference/cascade.py; the caller says where the last face was.
 */
import type { BlazeFace } from "./blazeface";
import { overlap, sideOf, type Face } from "./face";
import type { Rules } from "./order";
import type { Picture, Region } from "./resize";
import { roundHalfEven } from "./round";

export class Cascade {
  constructor(
    private readonly whole: BlazeFace,
    private readonly close: BlazeFace,
    private readonly rules: Rules,
  ) {}

  /** The faces of a picture, best first. */
  detect(picture: Picture): Promise<Face[]> {
    return this.whole.detect(picture, { left: 0, top: 0, width: picture.width, height: picture.height });
  }

  /** Find the face again near where it was, or admit that it needs a whole search. */
  async follow(picture: Picture, last: Face): Promise<Face | null> {
    const region = placeWindow(picture, last, this.rules.region_scale);
    if (region.width < 2 || region.height < 2) return null;
    const found = await this.close.detect(picture, region);
    const likely = found.filter((face) => couldBe(face, last, this.rules.largest_growth));
    likely.sort((a, b) => overlap(b, last) - overlap(a, last));
    return likely[0] ?? null;
  }
}

function placeWindow({ width, height }: Picture, last: Face, regionScale: number): Region {
  const side = Math.min(roundHalfEven(sideOf(last) * regionScale), width, height);
  const left = roundHalfEven(last.x + last.width / 2 - side / 2);
  const top = roundHalfEven(last.y + last.height / 2 - side / 2);
  return {
    left: Math.min(Math.max(left, 0), width - side),
    top: Math.min(Math.max(top, 0), height - side),
    width: side,
    height: side,
  };
}

/** A face cannot double or halve between two frames; a find that says so is something else. */
function couldBe(face: Face, last: Face, largestGrowth: number): boolean {
  const growth = sideOf(face) / sideOf(last);
  return overlap(last, face) > 0 && growth > 1 / largestGrowth && growth < largestGrowth;
}
