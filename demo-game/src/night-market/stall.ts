import type { Layout, Rect } from '../engine/layout.ts';
import type { Painter } from '../engine/paint.ts';
import { glowing, halo, linear, type Pen } from '../game/art/pen.ts';
import { DISPLAY_FACE } from '../game/theme.ts';
import { COLOURS, TITLE } from './colours.ts';

const GILT = [
  [0, '#fff0bf'],
  [0.35, '#e6b257'],
  [0.6, '#b9772a'],
  [1, '#ffdc8f'],
] as const;

function frame(pen: Pen, reels: Rect, thick: number): void {
  const { x, y, width, height } = reels;
  glowing(pen, 'rgb(0 0 20 / 0.8)', thick * 1.6, () => {
    pen.fillStyle = linear(
      pen,
      [0, y - thick],
      [0, y + height + thick],
      [
        [0, '#b3222f'],
        [0.5, '#7a1226'],
        [1, '#4d0a1c'],
      ],
    );
    pen.beginPath();
    pen.roundRect(x - thick, y - thick, width + 2 * thick, height + 2 * thick, thick * 1.2);
    pen.fill();
  });
  pen.strokeStyle = linear(pen, [x, y], [x + width, y + height], GILT);
  pen.lineWidth = Math.max(1.5, thick * 0.18);
  pen.stroke();
  pen.beginPath();
  pen.roundRect(x - 2, y - 2, width + 4, height + 4, 5);
  pen.stroke();
}

function wells(pen: Pen, reels: Rect, count: number): void {
  const wide = reels.width / count;
  for (let reel = 0; reel < count; reel += 1) {
    const x = reels.x + reel * wide;
    pen.fillStyle = linear(
      pen,
      [0, reels.y],
      [0, reels.y + reels.height],
      [
        [0, '#080b2b'],
        [0.22, '#1c2468'],
        [0.5, '#28338a'],
        [0.78, '#1c2468'],
        [1, '#080b2b'],
      ],
    );
    pen.fillRect(x, reels.y, wide, reels.height);
    if (reel === 0) continue;
    pen.fillStyle = 'rgb(255 210 122 / 0.28)';
    pen.fillRect(x - 0.75, reels.y, 1.5, reels.height);
  }
}

function scallops(pen: Pen, area: Rect): void {
  const count = Math.max(7, Math.round(area.width / 44)) | 1;
  const wide = area.width / count;
  const drop = Math.min(wide * 0.5, area.height * 0.34);
  for (let index = 0; index < count; index += 1) {
    const x = area.x + index * wide;
    const red = index % 2 === 0;
    pen.fillStyle = linear(
      pen,
      [0, area.y],
      [0, area.y + area.height],
      red
        ? [
            [0, '#7d1022'],
            [0.6, '#d42a35'],
            [1, '#f0503f'],
          ]
        : [
            [0, '#b98645'],
            [0.6, '#ffe6b0'],
            [1, '#fff6dc'],
          ],
    );
    const inset = area.width * 0.035 * (1 - (2 * index) / count);
    const insetNext = area.width * 0.035 * (1 - (2 * (index + 1)) / count);
    pen.beginPath();
    pen.moveTo(x + inset, area.y);
    pen.lineTo(x + wide + insetNext, area.y);
    pen.lineTo(x + wide, area.y + area.height - drop);
    pen.bezierCurveTo(
      x + wide,
      area.y + area.height,
      x,
      area.y + area.height,
      x,
      area.y + area.height - drop,
    );
    pen.closePath();
    pen.fill();
  }
}

function sign(pen: Pen, area: Rect): void {
  const middle = area.x + area.width / 2;
  const height = Math.min(area.height * 0.62, 74);
  const y = area.y + (area.height > 90 ? area.height * 0.08 : area.height * 0.06);
  let size = height * 0.6;
  pen.font = `italic 800 ${size}px ${DISPLAY_FACE}`;
  const room = area.width * 0.8;
  const measured = pen.measureText(TITLE).width;
  if (measured > room) size *= room / measured;
  pen.font = `italic 800 ${size}px ${DISPLAY_FACE}`;
  const width = pen.measureText(TITLE).width + size * 1.4;
  glowing(pen, 'rgb(0 0 20 / 0.75)', 10, () => {
    pen.fillStyle = linear(
      pen,
      [0, y],
      [0, y + height],
      [
        [0, '#1e2672'],
        [1, '#0b0f38'],
      ],
    );
    pen.beginPath();
    pen.roundRect(middle - width / 2, y, width, height, height * 0.26);
    pen.fill();
  });
  pen.strokeStyle = linear(pen, [middle - width / 2, y], [middle + width / 2, y + height], GILT);
  pen.lineWidth = Math.max(1.6, height * 0.05);
  pen.stroke();
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  glowing(pen, COLOURS.lantern, size * 0.32, () => {
    pen.fillStyle = linear(
      pen,
      [0, y + height * 0.2],
      [0, y + height * 0.8],
      [
        [0, '#fffbe8'],
        [0.5, COLOURS.gold],
        [1, '#f59a3a'],
      ],
    );
    pen.fillText(TITLE, middle, y + height * 0.53);
  });
}

/** Lamplight on the street below the stall. */
function lightPool(pen: Pen, { reels, frame: thick }: Layout): void {
  const y = reels.y + reels.height + thick;
  const middle = reels.x + reels.width / 2;
  pen.save();
  pen.translate(middle, y);
  pen.scale(1, 0.26);
  halo(pen, 0, 0, reels.width * 0.62, '255 150 70', 0.75);
  pen.restore();
}

/** The part of the scene that the stall covers, with its shadow and its light on the street. */
export function stallArea({ head, reels, frame: thick }: Layout): Rect {
  const around = 14;
  const foot = reels.width * 0.17;
  return {
    x: head.x - around,
    y: head.y - around,
    width: head.width + 2 * around,
    height: reels.y + reels.height + thick + foot - head.y + 2 * around,
  };
}

/** The stall around the reels: posts, wells, awning and sign, painted for its {@link stallArea}. */
export const stall =
  (layout: Layout, area: Rect, reelCount: number): Painter =>
  (pen) => {
    pen.translate(-area.x, -area.y);
    lightPool(pen, layout);
    frame(pen, layout.reels, layout.frame);
    wells(pen, layout.reels, reelCount);
    const { head } = layout;
    const awning = {
      x: head.x - 2,
      y: head.y + head.height * 0.3,
      width: head.width + 4,
      height: head.height * 0.7 + layout.frame * 0.75,
    };
    glowing(pen, 'rgb(0 0 20 / 0.7)', 8, () => scallops(pen, awning));
    sign(pen, head);
  };

/** Shade at the upper and lower edge of the window, which makes the reels look round. */
export const wellShade: Painter = (pen, width, height) => {
  pen.fillStyle = linear(
    pen,
    [0, 0],
    [0, height],
    [
      [0, 'rgb(4 6 28 / 0.85)'],
      [0.09, 'rgb(4 6 28 / 0.15)'],
      [0.16, 'rgb(4 6 28 / 0)'],
      [0.86, 'rgb(4 6 28 / 0)'],
      [0.94, 'rgb(4 6 28 / 0.15)'],
      [1, 'rgb(4 6 28 / 0.7)'],
    ],
  );
  pen.fillRect(0, 0, width, height);
};
