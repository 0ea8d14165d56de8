import { ellipse, glowing, halo, linear, type Pen, radial } from '../game/art/pen.ts';
import { badge } from './badge.ts';
import { COLOURS } from './colours.ts';

const GOLD_BAND = [
  [0, '#8a5a17'],
  [0.35, '#ffe7a6'],
  [0.6, '#e0a53f'],
  [1, '#7a4c12'],
] as const;

function band(pen: Pen, y: number, width: number, height: number): void {
  pen.fillStyle = linear(pen, [50 - width / 2, 0], [50 + width / 2, 0], GOLD_BAND);
  pen.beginPath();
  pen.roundRect(50 - width / 2, y, width, height, 2);
  pen.fill();
}

/** The paper body with its ribs, lit from inside. */
export function lanternBody(pen: Pen, y: number, rx: number, ry: number): void {
  glowing(pen, '#ff6a2c', 12, () => {
    pen.fillStyle = radial(pen, [50, y + ry * 0.12], rx * 1.08, [
      [0, '#fff3c0'],
      [0.28, '#ffc457'],
      [0.62, '#f2542f'],
      [0.88, '#c41c30'],
      [1, COLOURS.redDeep],
    ]);
    ellipse(pen, 50, y, rx, ry);
    pen.fill();
  });
  pen.strokeStyle = 'rgb(122 16 30 / 0.45)';
  pen.lineWidth = 1.3;
  for (const share of [0.28, 0.58, 0.83]) {
    ellipse(pen, 50, y, rx * share, ry);
    pen.stroke();
  }
  pen.strokeStyle = 'rgb(255 236 190 / 0.5)';
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.ellipse(50, y, rx * 0.94, ry * 0.92, 0, Math.PI * 1.08, Math.PI * 1.42);
  pen.stroke();
}

function blossom(pen: Pen, y: number): void {
  pen.fillStyle = '#ffe9b0';
  for (let petal = 0; petal < 5; petal += 1) {
    const turn = (petal * Math.PI * 2) / 5 - Math.PI / 2;
    ellipse(pen, 50 + Math.cos(turn) * 6.2, y + Math.sin(turn) * 6.2, 5.2, 3.6, turn);
    pen.fill();
  }
  pen.fillStyle = '#d8402f';
  ellipse(pen, 50, y, 2.8, 2.8);
  pen.fill();
}

/** The scatter: a round paper lantern. */
export const lantern =
  (word: string) =>
  (pen: Pen): void => {
    halo(pen, 50, 44, 50, '255 130 60', 0.6);
    pen.strokeStyle = COLOURS.gold;
    pen.lineWidth = 1.8;
    pen.beginPath();
    pen.moveTo(50, 2);
    pen.lineTo(50, 12);
    pen.stroke();
    lanternBody(pen, 43, 35, 29);
    blossom(pen, 43);
    band(pen, 10.5, 26, 6.5);
    band(pen, 69.5, 26, 6.5);
    pen.strokeStyle = '#ff5a4a';
    pen.lineWidth = 1.7;
    for (const offset of [-4, 0, 4]) {
      pen.beginPath();
      pen.moveTo(50 + offset * 0.6, 75);
      pen.lineTo(50 + offset, 99);
      pen.stroke();
    }
    badge(pen, word, 78);
  };

/** A lantern to hang in the scene, without a word on it. */
export function hangingLantern(pen: Pen): void {
  halo(pen, 50, 48, 50, '255 150 70', 0.7);
  lanternBody(pen, 48, 24, 21);
  band(pen, 25, 17, 4.5);
  band(pen, 67, 17, 4.5);
  pen.strokeStyle = '#e8483e';
  pen.lineWidth = 1.6;
  for (const offset of [-3, 0, 3]) {
    pen.beginPath();
    pen.moveTo(50 + offset * 0.6, 71);
    pen.lineTo(50 + offset, 90);
    pen.stroke();
  }
  pen.strokeStyle = '#3a2a2a';
  pen.beginPath();
  pen.moveTo(50, 0);
  pen.lineTo(50, 25);
  pen.stroke();
}
