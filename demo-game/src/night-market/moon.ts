import { ellipse, glowing, halo, linear, type Pen } from '../game/art/pen.ts';
import { badge } from './badge.ts';

const star = (pen: Pen, x: number, y: number, size: number): void => {
  pen.fillStyle = '#fff6d8';
  pen.beginPath();
  for (let point = 0; point < 8; point += 1) {
    const reach = point % 2 === 0 ? size : size * 0.28;
    const turn = (point * Math.PI) / 4;
    pen.lineTo(x + Math.sin(turn) * reach, y - Math.cos(turn) * reach);
  }
  pen.fill();
};

const DISC = { x: 46, y: 43, radius: 34 } as const;
const SHADE = { x: 60, y: 35, radius: 27 } as const;

/** The disc without its shade: from horn to horn along the one, back along the other. */
function crescent(pen: Pen): void {
  const [dx, dy] = [SHADE.x - DISC.x, SHADE.y - DISC.y];
  const apart = Math.hypot(dx, dy);
  const along = (DISC.radius ** 2 - SHADE.radius ** 2 + apart ** 2) / (2 * apart);
  const across = Math.sqrt(DISC.radius ** 2 - along ** 2);
  const horn = (side: 1 | -1) => ({
    x: DISC.x + (dx * along - side * dy * across) / apart,
    y: DISC.y + (dy * along + side * dx * across) / apart,
  });
  const [low, high] = [horn(1), horn(-1)];
  const turn = (from: { x: number; y: number }, to: { x: number; y: number }) =>
    Math.atan2(to.y - from.y, to.x - from.x);
  pen.beginPath();
  pen.arc(DISC.x, DISC.y, DISC.radius, turn(DISC, low), turn(DISC, high), false);
  pen.arc(SHADE.x, SHADE.y, SHADE.radius, turn(SHADE, high), turn(SHADE, low), true);
  pen.closePath();
}

function craters(pen: Pen): void {
  pen.save();
  crescent(pen);
  pen.clip();
  pen.fillStyle = 'rgb(201 124 30 / 0.28)';
  for (const [x, y, size] of [
    [24, 38, 4.5],
    [31, 57, 6],
    [46, 69, 3.6],
    [21, 52, 2.4],
    [58, 71, 4.4],
  ] as const) {
    ellipse(pen, x, y, size, size);
    pen.fill();
  }
  pen.restore();
}

function cloud(pen: Pen): void {
  pen.strokeStyle = '#9fc0ff';
  pen.lineWidth = 3.4;
  pen.beginPath();
  pen.moveTo(12, 70);
  pen.lineTo(34, 70);
  pen.arc(34, 64.5, 5.5, Math.PI / 2, -Math.PI / 2, true);
  pen.moveTo(66, 63);
  pen.lineTo(88, 63);
  pen.arc(66, 57.5, 5.5, Math.PI / 2, -Math.PI * 0.7, false);
  pen.stroke();
}

/** The wild: a crescent moon over a strip of cloud. */
export const moon =
  (word: string) =>
  (pen: Pen): void => {
    halo(pen, 50, 45, 50, '255 220 130', 0.5);
    glowing(pen, '#ffdf8f', 9, () => {
      pen.fillStyle = linear(
        pen,
        [20, 12],
        [70, 80],
        [
          [0, '#fffbe6'],
          [0.45, '#ffe08a'],
          [1, '#f0982f'],
        ],
      );
      crescent(pen);
      pen.fill();
    });
    craters(pen);
    pen.strokeStyle = 'rgb(255 255 255 / 0.75)';
    pen.lineWidth = 1.4;
    crescent(pen);
    pen.stroke();
    star(pen, 64, 34, 9);
    star(pen, 84, 18, 5);
    star(pen, 86, 42, 3.4);
    cloud(pen);
    badge(pen, word, 78);
  };
