import { pictureDice } from '../engine/dice.ts';
import type { Painter } from '../engine/paint.ts';
import { ellipse, halo, linear, type Pen } from '../game/art/pen.ts';

type Dice = () => number;

function sky(pen: Pen, width: number, height: number, horizon: number): void {
  pen.fillStyle = linear(
    pen,
    [0, 0],
    [0, horizon],
    [
      [0, '#060a24'],
      [0.45, '#121a55'],
      [0.8, '#33297a'],
      [1, '#6b3a7c'],
    ],
  );
  pen.fillRect(0, 0, width, height);
}

function stars(pen: Pen, width: number, horizon: number, dice: Dice): void {
  const count = Math.round((width * horizon) / 3200);
  for (let star = 0; star < count; star += 1) {
    const y = dice() ** 1.6 * horizon;
    pen.fillStyle = `rgb(255 244 220 / ${0.25 + dice() * 0.65})`;
    ellipse(pen, dice() * width, y, 0.4 + dice() * 0.9, 0.4 + dice() * 0.9);
    pen.fill();
  }
}

interface Row {
  readonly base: number;
  readonly tall: number;
  readonly wide: number;
  readonly colour: string;
  readonly light: number;
}

function roof(pen: Pen, x: number, y: number, wide: number): void {
  const rise = wide * 0.26;
  pen.beginPath();
  pen.moveTo(x - wide * 0.12, y);
  pen.quadraticCurveTo(x + wide * 0.2, y - rise * 0.3, x + wide * 0.5, y - rise);
  pen.quadraticCurveTo(x + wide * 0.8, y - rise * 0.3, x + wide * 1.12, y);
  pen.closePath();
  pen.fill();
}

function house(pen: Pen, x: number, row: Row, wide: number, dice: Dice): void {
  const tall = row.tall * (0.55 + dice() * 0.6);
  const top = row.base - tall;
  pen.fillStyle = row.colour;
  pen.fillRect(x, top, wide, tall + 400);
  roof(pen, x, top, wide);
  const size = wide * 0.13;
  for (let column = 0; column < 3; column += 1) {
    for (let floor = 0; floor < 4; floor += 1) {
      const lit = dice() < row.light;
      const y = top + size + floor * size * 2.2;
      if (!lit || y > row.base) continue;
      pen.fillStyle = dice() < 0.8 ? 'rgb(255 190 96 / 0.85)' : 'rgb(255 120 110 / 0.8)';
      pen.fillRect(x + wide * (0.16 + column * 0.27), y, size, size * 1.25);
    }
  }
}

function town(pen: Pen, width: number, horizon: number, dice: Dice): void {
  const rows: Row[] = [
    { base: horizon, tall: horizon * 0.42, wide: 64, colour: '#262560', light: 0.3 },
    { base: horizon + 8, tall: horizon * 0.24, wide: 84, colour: '#171a4a', light: 0.45 },
  ];
  for (const row of rows) {
    for (let x = -30; x < width + 30; ) {
      const wide = row.wide * (0.7 + dice() * 0.6);
      house(pen, x, row, wide, dice);
      x += wide * 1.02;
    }
  }
}

function street(pen: Pen, width: number, height: number, horizon: number, dice: Dice): void {
  pen.fillStyle = linear(
    pen,
    [0, horizon],
    [0, height],
    [
      [0, '#6a3347'],
      [0.12, '#3b2152'],
      [0.5, '#151545'],
      [1, '#070a26'],
    ],
  );
  pen.fillRect(0, horizon, width, height - horizon);
  pen.globalCompositeOperation = 'lighter';
  for (let streak = 0; streak < Math.round(width / 26); streak += 1) {
    const x = dice() * width;
    const long = (height - horizon) * (0.35 + dice() * 0.6);
    const warm = dice() < 0.75 ? '255 150 60' : '90 160 255';
    pen.fillStyle = linear(
      pen,
      [0, horizon],
      [0, horizon + long],
      [
        [0, `rgb(${warm} / 0.26)`],
        [1, `rgb(${warm} / 0)`],
      ],
    );
    pen.fillRect(x, horizon, 3 + dice() * 9, long);
  }
}

function bokeh(pen: Pen, width: number, horizon: number, dice: Dice): void {
  const hues = ['255 170 80', '255 120 80', '255 210 130', '255 90 130', '110 170 255'];
  for (let light = 0; light < Math.round(width / 22); light += 1) {
    const hue = hues[Math.floor(dice() * hues.length)] ?? '255 170 80';
    const y = horizon + (dice() - 0.6) * horizon * 0.2;
    const size = 5 + dice() * 15;
    const x = dice() * width;
    pen.fillStyle = `rgb(${hue} / ${0.07 + dice() * 0.16})`;
    ellipse(pen, x, y, size, size);
    pen.fill();
    pen.strokeStyle = `rgb(${hue} / 0.14)`;
    pen.lineWidth = 1;
    pen.stroke();
  }
  halo(pen, width * 0.5, horizon, Math.max(width, horizon) * 0.55, '255 130 60', 0.34);
}

/** The town at night behind the stall; `horizonShare` is where its street begins. */
export const night =
  (horizonShare: number): Painter =>
  (pen, width, height) => {
    const dice = pictureDice(20_231);
    const horizon = height * horizonShare;
    sky(pen, width, height, horizon);
    stars(pen, width, horizon, dice);
    halo(pen, width * 0.86, height * 0.07, Math.min(width, height) * 0.34, '190 200 255', 0.35);
    town(pen, width, horizon, dice);
    street(pen, width, height, horizon, dice);
    bokeh(pen, width, horizon, dice);
    pen.globalCompositeOperation = 'source-over';
  };
