import type { Painter } from '../engine/paint.ts';
import { ellipse, glowing, halo, inSquare, linear, type Pen } from '../game/art/pen.ts';
import { badge } from './badge.ts';
import { COLOURS } from './colours.ts';

const PAPER = [
  [0, '#ff5a4d'],
  [0.5, '#d8262f'],
  [1, '#8f1020'],
] as const;

function body(pen: Pen, top: number): void {
  glowing(pen, 'rgb(255 80 60 / 0.7)', 9, () => {
    pen.fillStyle = linear(pen, [0, top], [0, 92], PAPER);
    pen.beginPath();
    pen.roundRect(22, top, 56, 92 - top, 6);
    pen.fill();
  });
  pen.strokeStyle = COLOURS.gold;
  pen.lineWidth = 1.8;
  pen.beginPath();
  pen.roundRect(25.5, top + 3.5, 49, 85 - top, 4);
  pen.stroke();
}

/** The flap over the mouth of the envelope: it hangs down when closed and stands up when open. */
function flap(pen: Pen, top: number, tip: number): void {
  pen.fillStyle = linear(
    pen,
    [0, Math.min(top, tip)],
    [0, Math.max(top, tip)],
    [
      [0, '#f0443f'],
      [1, '#a31526'],
    ],
  );
  pen.strokeStyle = COLOURS.gold;
  pen.lineWidth = 1.8;
  pen.beginPath();
  pen.moveTo(23, top);
  pen.quadraticCurveTo(38, tip, 50, tip);
  pen.quadraticCurveTo(62, tip, 77, top);
  pen.closePath();
  pen.fill();
  pen.stroke();
}

/** A round coin with a square hole, as on a seal. */
function coin(pen: Pen, x: number, y: number, radius: number): void {
  pen.fillStyle = linear(
    pen,
    [0, y - radius],
    [0, y + radius],
    [
      [0, '#fff0bd'],
      [0.5, COLOURS.gold],
      [1, COLOURS.goldDeep],
    ],
  );
  ellipse(pen, x, y, radius, radius);
  pen.fill();
  pen.strokeStyle = '#8a5a17';
  pen.lineWidth = 1.2;
  pen.stroke();
  const hole = radius * 0.62;
  pen.fillStyle = COLOURS.redDeep;
  pen.fillRect(x - hole / 2, y - hole / 2, hole, hole);
  pen.strokeRect(x - hole / 2, y - hole / 2, hole, hole);
}

/** Gold branches of plum blossom on the paper. */
function branch(pen: Pen): void {
  pen.strokeStyle = 'rgb(255 222 150 / 0.8)';
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.moveTo(31, 88);
  pen.quadraticCurveTo(36, 70, 47, 66);
  pen.moveTo(36, 74);
  pen.quadraticCurveTo(44, 77, 50, 74);
  pen.stroke();
  pen.fillStyle = '#ffe3a8';
  for (const [x, y] of [
    [48, 65],
    [51, 74],
    [37, 68],
  ] as const)
    for (let petal = 0; petal < 5; petal += 1) {
      const turn = (petal * Math.PI * 2) / 5;
      ellipse(pen, x + Math.cos(turn) * 2.6, y + Math.sin(turn) * 2.6, 1.9, 1.4, turn);
      pen.fill();
    }
}

function closed(pen: Pen): void {
  halo(pen, 50, 50, 50, '255 90 70', 0.45);
  body(pen, 8);
  branch(pen);
  flap(pen, 10, 44);
  coin(pen, 50, 42, 9);
}

/** The bonus symbol: a red envelope with its word on it. */
export const envelope =
  (word: string) =>
  (pen: Pen): void => {
    closed(pen);
    badge(pen, word, 78);
  };

/** An envelope to be chosen, and one that has been opened: the light comes out of it. */
export const closedEnvelope: Painter = inSquare(closed, 1);
export const openEnvelope: Painter = inSquare((pen) => {
  halo(pen, 50, 32, 50, '255 214 130', 0.95);
  flap(pen, 34, 4);
  for (const [x, y, size] of [
    [38, 30, 8],
    [60, 27, 9],
    [49, 21, 8],
  ] as const)
    coin(pen, x, y, size);
  body(pen, 32);
  branch(pen);
}, 1);
