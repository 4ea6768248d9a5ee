/** An interval on a line with zero in its middle. The numbers beside it say the same. */
const WIDTH = 140;
const HEIGHT = 18;
/** Differences of shares beyond half are cut: they come from very few moments. */
const REACH = 0.5;

export function IntervalMark({ low, middle, high }: { low: number; middle: number; high: number }) {
  const x = (value: number) => ((Math.min(REACH, Math.max(-REACH, value)) + REACH) / (2 * REACH)) * WIDTH;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} stroke="var(--line-strong)" strokeDasharray="2 2" />
      <line x1={x(low)} x2={x(high)} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--series-1)" strokeWidth={2} />
      <circle cx={x(middle)} cy={HEIGHT / 2} r={4} fill="var(--series-1)" />
    </svg>
  );
}
