/**
 * From the pixels of a frame to a reading: detect, align, classify, calibrate, abstain. The twin of
 * inference/pipeline.py, driven by the same card and the same numbers.
 */
import { cropFace, measureFace, normaliseCrop, type Crop } from "./align";
import type { Cascade } from "./cascade";
import { boxIn, chooseFace, type Box, type Face } from "./face";
import type { Network } from "./network";
import type { Model, Rules } from "./order";
import { judgeCrop, judgePlacement } from "./quality";
import { abstain, LOW_CONFIDENCE, NO_FACE, SEVERAL_FACES, type Reading } from "./reading";
import type { Picture } from "./resize";
import { largest } from "./smoothing";
import { Track } from "./track";

export class Pipeline {
  constructor(
    private readonly model: Model,
    private readonly rules: Rules,
    private readonly detector: Cascade,
    private readonly classifier: Network,
  ) {}

  startTrack(): Track {
    return new Track(this.rules);
  }

  /** Read one still picture, without a memory. */
  async readPicture(frame: Picture): Promise<Reading> {
    const { face, several } = chooseFace(await this.detector.detect(frame), this.rules.other_face_ratio);
    return this.readFace(frame, face, several, null, 0);
  }

  /** Read one frame of a stream; `at` is its second on a clock that only goes forward. */
  async readFrame(frame: Picture, track: Track, at: number): Promise<Reading> {
    const { face, several } = await track.findFace(frame, this.detector, at);
    return track.settle(await this.readFace(frame, face, several, track, at), at);
  }

  private async readFace(frame: Picture, face: Face | null, several: boolean, track: Track | null, at: number): Promise<Reading> {
    const { model } = this;
    if (!face) return abstain(model, NO_FACE, null);
    const box = boxIn(face, frame);
    if (several) return abstain(model, SEVERAL_FACES, box);
    const place = measureFace(face, model.crop);
    const far = judgePlacement(place, model.quality);
    if (far) return abstain(model, far, box);
    const crop = cropFace(frame, place, model, this.rules.max_oversampling);
    const poor = judgeCrop(crop, model.quality);
    if (poor) return abstain(model, poor, box);
    return this.classify(crop, box, track, at);
  }

  private async classify(crop: Crop, box: Box, track: Track | null, at: number): Promise<Reading> {
    const { input, temperature, labels, abstain_below, model_id } = this.model;
    const [logits = new Float32Array()] = await this.classifier.run(normaliseCrop(crop, input), [1, input.channels, input.size, input.size]);
    const single = soften(logits, temperature);
    const { average, label } = track ? track.smooth(single, at) : { average: single, label: largest(single) };
    const confidence = average[label] ?? 0;
    if (confidence < abstain_below) return abstain(this.model, LOW_CONFIDENCE, box, confidence);
    return { probabilities: average, label: labels[label] ?? null, confidence, abstained: null, box, model: model_id, held: false };
  }
}

/** Turn logits into calibrated probabilities. */
export function soften(logits: ArrayLike<number>, temperature: number): number[] {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const highest = Math.max(...scaled);
  const powers = scaled.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
