/**
 * Draws a face that is nobody's, with a look that can change from frame to frame: for trying the reader out
 * without a camera. It knows nothing of who reads it.
 */

/** Shares of the face; positive lifts brows and mouth corners. */
export interface Look {
  smile: number;
  mouthOpen: number;
  browLift: number;
  /** Inner ends of the brows: down for a frown, up for worry. */
  browTilt: number;
  eyeOpen: number;
  /** 1 is daylight, 0 is night. */
  light: number;
  /** Where the face is, as shares of the picture's width and height beside its middle. */
  x: number;
  y: number;
  /** Degrees of tilt. */
  roll: number;
}

export const LOOKS = {
  calm: { smile: 0, mouthOpen: 0, browLift: 0, browTilt: 0, eyeOpen: 0.8, light: 1, x: 0, y: 0, roll: 0 },
  smile: { smile: 1, mouthOpen: 0.35, browLift: 0.15, browTilt: 0, eyeOpen: 0.62, light: 1, x: 0, y: 0, roll: -3 },
  surprise: { smile: 0, mouthOpen: 1, browLift: 1, browTilt: 0.1, eyeOpen: 1.25, light: 1, x: 0, y: 0, roll: 0 },
  frown: { smile: -0.6, mouthOpen: 0, browLift: -0.5, browTilt: -1, eyeOpen: 0.62, light: 1, x: 0, y: 0, roll: 2 },
  dark: { smile: 0, mouthOpen: 0, browLift: 0, browTilt: 0, eyeOpen: 0.8, light: 0.16, x: 0, y: 0, roll: 0 },
  away: { smile: 0, mouthOpen: 0, browLift: 0, browTilt: 0, eyeOpen: 0.8, light: 1, x: 0.85, y: 0, roll: 0 },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof LOOKS;
type Canvas = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const SKIN = "#dba584";
const SKIN_LIT = "#f3c9a9";
const SKIN_SHADE = "#a8714f";
const HAIR = "#3b2a22";
const LIPS = "#a8564e";
/** The head's height as a share of the picture's. */
const HEAD = 0.62;

/** The look somewhere on the way from one to another. */
export function mixLooks(from: Look, to: Look, share: number): Look {
  const mixed = Object.entries(from).map(([key, value]) => [key, value + (to[key as keyof Look] - value) * share]);
  return Object.fromEntries(mixed) as unknown as Look;
}

/** Paint one frame over the whole canvas. Lengths below are in half head widths. */
export function drawFace(context: Canvas, width: number, height: number, look: Look): void {
  context.save();
  drawRoom(context, width, height);
  context.translate(width * (0.5 + look.x), height * (0.52 + look.y));
  context.rotate((look.roll * Math.PI) / 180);
  const unit = (height * HEAD) / 2 / 1.3;
  context.scale(unit, unit);
  drawBody(context);
  drawHead(context);
  drawEyes(context, look);
  drawBrows(context, look);
  drawNose(context);
  drawMouth(context, look);
  drawFringe(context);
  context.restore();
  context.save();
  context.fillStyle = `rgb(6 8 14 / ${1 - look.light})`;
  context.fillRect(0, 0, width, height);
  context.restore();
}

function drawRoom(context: Canvas, width: number, height: number): void {
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, "#c9d3d0");
  wall.addColorStop(1, "#8d9a99");
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
}

function drawBody(context: Canvas): void {
  fillPath(context, "#33585a", () => {
    context.moveTo(-2.3, 3.2);
    context.bezierCurveTo(-2.2, 1.9, -1.2, 1.75, -0.5, 1.55);
    context.lineTo(0.5, 1.55);
    context.bezierCurveTo(1.2, 1.75, 2.2, 1.9, 2.3, 3.2);
  });
  fillPath(context, SKIN_SHADE, () => {
    context.moveTo(-0.46, 0.8);
    context.lineTo(-0.5, 1.55);
    context.quadraticCurveTo(0, 1.95, 0.5, 1.55);
    context.lineTo(0.46, 0.8);
  });
}

function drawHead(context: Canvas): void {
  fillPath(context, HAIR, () => context.ellipse(0, -0.32, 1.14, 1.2, 0, 0, 2 * Math.PI));
  for (const side of [-1, 1]) fillPath(context, SKIN_SHADE, () => context.ellipse(side * 1, 0.08, 0.14, 0.26, 0, 0, 2 * Math.PI));
  const skin = context.createRadialGradient(-0.2, -0.25, 0.2, 0, 0.1, 1.45);
  skin.addColorStop(0, SKIN_LIT);
  skin.addColorStop(0.6, SKIN);
  skin.addColorStop(1, SKIN_SHADE);
  fillPath(context, skin, () => {
    context.moveTo(-1, -0.2);
    context.bezierCurveTo(-1.02, 0.65, -0.6, 1.3, 0, 1.3);
    context.bezierCurveTo(0.6, 1.3, 1.02, 0.65, 1, -0.2);
    context.bezierCurveTo(0.98, -1, 0.6, -1.25, 0, -1.25);
    context.bezierCurveTo(-0.6, -1.25, -0.98, -1, -1, -0.2);
  });
  for (const side of [-1, 1]) {
    softSpot(context, side * 0.56, 0.36, 0.32, "200 96 76", 0.22);
    softSpot(context, side * 0.4, -0.12, 0.3, "110 66 44", 0.28);
  }
  softSpot(context, 0, 0.98, 0.3, "255 222 196", 0.25);
}

function drawFringe(context: Canvas): void {
  fillPath(context, HAIR, () => {
    context.moveTo(-1.08, -0.25);
    context.bezierCurveTo(-1.1, -1.1, -0.6, -1.5, 0, -1.5);
    context.bezierCurveTo(0.6, -1.5, 1.1, -1.1, 1.08, -0.25);
    context.bezierCurveTo(0.98, -0.62, 0.86, -0.82, 0.62, -0.92);
    context.bezierCurveTo(0.1, -0.78, -0.42, -0.78, -0.7, -0.95);
    context.bezierCurveTo(-0.9, -0.8, -1, -0.6, -1.08, -0.25);
  });
}

function drawEyes(context: Canvas, look: Look): void {
  for (const side of [-1, 1]) {
    const open = 0.13 * look.eyeOpen;
    context.save();
    context.translate(side * 0.4, -0.1);
    context.beginPath();
    eyeOutline(context, open);
    context.clip();
    context.fillStyle = "#f4efe8";
    context.fillRect(-0.3, -0.3, 0.6, 0.6);
    fillPath(context, "#5a3d26", () => context.ellipse(0, -0.005, 0.105, 0.105, 0, 0, 2 * Math.PI));
    fillPath(context, "#120c08", () => context.ellipse(0, -0.005, 0.052, 0.052, 0, 0, 2 * Math.PI));
    fillPath(context, "#ffffff", () => context.ellipse(-0.035, -0.045, 0.02, 0.02, 0, 0, 2 * Math.PI));
    context.restore();
    strokePath(context, "#2b1a12", 0.045, () => {
      context.moveTo(side * 0.4 - 0.23, -0.08);
      context.quadraticCurveTo(side * 0.4, -0.1 - open * 2, side * 0.4 + 0.23, -0.08);
    });
    strokePath(context, "rgb(90 52 34 / 55%)", 0.025, () => {
      context.moveTo(side * 0.4 - 0.2, -0.08);
      context.quadraticCurveTo(side * 0.4, -0.1 + open * 1.7, side * 0.4 + 0.2, -0.08);
    });
    strokePath(context, "rgb(120 72 48 / 45%)", 0.03, () => {
      context.moveTo(side * 0.4 - 0.22, -0.17);
      context.quadraticCurveTo(side * 0.4, -0.2 - open * 2, side * 0.4 + 0.22, -0.17);
    });
  }
}

function eyeOutline(context: Canvas, open: number): void {
  context.moveTo(-0.23, 0.02);
  context.quadraticCurveTo(0, -open * 2, 0.23, 0.02);
  context.quadraticCurveTo(0, open * 1.7, -0.23, 0.02);
}

function drawBrows(context: Canvas, { browLift, browTilt }: Look): void {
  const base = -0.4 - 0.16 * browLift;
  for (const side of [-1, 1]) {
    strokePath(context, HAIR, 0.085, () => {
      context.moveTo(side * 0.14, base - 0.15 * browTilt + 0.02);
      context.quadraticCurveTo(side * 0.4, base - 0.1 - 0.04 * browTilt, side * 0.66, base + 0.05 + 0.08 * browTilt);
    });
    if (browTilt < -0.4) {
      strokePath(context, "rgb(110 62 40 / 60%)", 0.03, () => {
        context.moveTo(side * 0.07, base - 0.05);
        context.lineTo(side * 0.05, base + 0.16);
      });
    }
  }
}

function drawNose(context: Canvas): void {
  softSpot(context, 0.02, 0.2, 0.16, "255 228 206", 0.5);
  strokePath(context, "rgb(128 78 52 / 70%)", 0.035, () => {
    context.moveTo(-0.09, -0.05);
    context.quadraticCurveTo(-0.12, 0.2, -0.17, 0.3);
    context.quadraticCurveTo(-0.14, 0.4, 0, 0.38);
    context.quadraticCurveTo(0.14, 0.4, 0.17, 0.3);
  });
  for (const side of [-1, 1]) fillPath(context, "#6d3f2b", () => context.ellipse(side * 0.075, 0.355, 0.04, 0.022, 0, 0, 2 * Math.PI));
}

function drawMouth(context: Canvas, { smile, mouthOpen }: Look): void {
  const half = 0.34 + 0.12 * smile * (smile > 0 ? 1 : 0.2) - 0.1 * mouthOpen * (1 - Math.max(smile, 0));
  const corner = 0.72 - 0.15 * smile;
  const top = 0.7 + 0.06 * smile - 0.07 * mouthOpen;
  const bottom = 0.74 + 0.1 * smile + 0.34 * mouthOpen;
  const upperLip = () => {
    context.moveTo(-half, corner);
    context.quadraticCurveTo(-0.12, top - 0.1, 0, top - 0.06);
    context.quadraticCurveTo(0.12, top - 0.1, half, corner);
  };
  fillPath(context, LIPS, () => {
    upperLip();
    context.quadraticCurveTo(0, bottom + 0.16, -half, corner);
  });
  if (mouthOpen > 0.05) {
    context.save();
    context.beginPath();
    context.moveTo(-half * 0.92, corner);
    context.quadraticCurveTo(0, top + 0.02, half * 0.92, corner);
    context.quadraticCurveTo(0, bottom + 0.04, -half * 0.92, corner);
    context.clip();
    context.fillStyle = "#3a1414";
    context.fillRect(-1, 0, 2, 2);
    context.fillStyle = "#f2ece2";
    context.fillRect(-1, 0, 2, top + 0.1 + 0.05 * smile);
    context.restore();
  } else {
    strokePath(context, "#5f2824", 0.03, () => {
      context.moveTo(-half, corner);
      context.quadraticCurveTo(0, (top + bottom) / 2 + 0.1 * smile, half, corner);
    });
  }
  if (smile > 0.3) {
    for (const side of [-1, 1]) {
      strokePath(context, "rgb(128 78 52 / 60%)", 0.03, () => {
        context.moveTo(side * 0.24, 0.38);
        context.quadraticCurveTo(side * 0.56, 0.5, side * (half + 0.07), corner + 0.04);
      });
    }
  }
}

function fillPath(context: Canvas, style: string | CanvasGradient, trace: () => void): void {
  context.beginPath();
  trace();
  context.fillStyle = style;
  context.fill();
}

function strokePath(context: Canvas, style: string, width: number, trace: () => void): void {
  context.beginPath();
  trace();
  context.strokeStyle = style;
  context.lineWidth = width;
  context.lineCap = "round";
  context.stroke();
}

function softSpot(context: Canvas, x: number, y: number, radius: number, rgb: string, strength: number): void {
  const spot = context.createRadialGradient(x, y, 0, x, y, radius);
  spot.addColorStop(0, `rgb(${rgb} / ${strength})`);
  spot.addColorStop(1, `rgb(${rgb} / 0)`);
  fillPath(context, spot, () => context.ellipse(x, y, radius, radius, 0, 0, 2 * Math.PI));
}
