/** Averages the probabilities of one face over time and keeps its label from flickering. Twin of smoothing.py. */

export class Smoother {
  private average: number[] | null = null;
  private updatedAt = 0;
  private label = 0;

  constructor(
    private readonly timeConstantS: number,
    private readonly labelMargin: number,
  ) {}

  /** Take in one frame's probabilities; give the average and the index of the label to show. */
  update(probabilities: readonly number[], at: number): { average: number[]; label: number } {
    if (this.average === null) {
      this.average = [...probabilities];
      this.label = largest(this.average);
    } else {
      const weight = this.weigh(at - this.updatedAt);
      this.average = this.average.map((before, index) => before + weight * ((probabilities[index] ?? 0) - before));
      this.label = this.chooseLabel(this.average);
    }
    this.updatedAt = at;
    return { average: this.average, label: this.label };
  }

  /** Start again, for another face. */
  forget(): void {
    this.average = null;
  }

  private weigh(elapsedS: number): number {
    return this.timeConstantS <= 0 ? 1 : 1 - Math.exp(-Math.max(elapsedS, 0) / this.timeConstantS);
  }

  private chooseLabel(average: readonly number[]): number {
    const best = largest(average);
    return (average[best] ?? 0) - (average[this.label] ?? 0) > this.labelMargin ? best : this.label;
  }
}

export function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
