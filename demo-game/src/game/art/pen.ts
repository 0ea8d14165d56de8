import type { Painter } from '../../engine/paint.ts';

export type Pen = CanvasRenderingContext2D;
/** Distance along a gradient, 0…1, and the colour there. */
export type ColourStop = readonly [at: number, colour: string];

/** Lets `paint` draw in a square of 100 × 100 in the middle of the box, `share` of the shorter side wide. */
export function inSquare(paint: (pen: Pen) => void, share = 0.96): Painter {
  return (pen, width, height) => {
    const side = Math.min(width, height) * share;
    pen.save();
    pen.translate((width - side) / 2, (height - side) / 2);
    pen.scale(side / 100, side / 100);
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    paint(pen);
    pen.restore();
  };
}

/** A gradient from one point to another. */
export function linear(
  pen: Pen,
  from: readonly [number, number],
  to: readonly [number, number],
  stops: readonly ColourStop[],
) {
  const gradient = pen.createLinearGradient(...from, ...to);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  return gradient;
}

/** A gradient from a centre outwards. */
export function radial(
  pen: Pen,
  centre: readonly [number, number],
  radius: number,
  stops: readonly ColourStop[],
) {
  const gradient = pen.createRadialGradient(...centre, 0, ...centre, radius);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  return gradient;
}

/** Draws with a glow around it. Canvas blurs ignore the transform, so the size is scaled here. */
export function glowing(pen: Pen, colour: string, blur: number, draw: () => void): void {
  pen.save();
  pen.shadowColor = colour;
  pen.shadowBlur = blur * Math.abs(pen.getTransform().a);
  draw();
  pen.restore();
}

/** A soft disc of light. */
export function halo(pen: Pen, x: number, y: number, radius: number, rgb: string, strength: number): void {
  pen.fillStyle = radial(
    pen,
    [x, y],
    radius,
    [1, 0.55, 0.25, 0.08, 0].map((share, index) => [index / 4, `rgb(${rgb} / ${share * strength})`]),
  );
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

export function ellipse(pen: Pen, x: number, y: number, rx: number, ry: number, turn = 0): void {
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
}

/** A curl of steam or cloud that fades upwards. */
export function steam(pen: Pen, x: number, y: number, height: number, strength = 0.75): void {
  pen.save();
  pen.strokeStyle = linear(
    pen,
    [x, y],
    [x, y - height],
    [
      [0, 'rgb(255 255 255 / 0)'],
      [0.3, `rgb(255 246 230 / ${strength})`],
      [1, 'rgb(255 246 230 / 0)'],
    ],
  );
  pen.lineWidth = 3.2;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.bezierCurveTo(x - 7, y - height * 0.3, x + 7, y - height * 0.55, x, y - height);
  pen.stroke();
  pen.restore();
}
