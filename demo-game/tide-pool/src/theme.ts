import {
  DISPLAY_FACE,
  glowing,
  type Layout,
  linear,
  type Painter,
  type Rect,
  type Theme,
} from '@roundgate/demo-game/kit';
import { bubble, creature } from './creatures.ts';

const TITLE = 'Tide Pool';

/** Sun, sea and sand, by day. */
const beach =
  (horizonShare: number): Painter =>
  (pen, width, height) => {
    const [sea, sand] = [height * horizonShare * 0.45, height * horizonShare];
    const bands = [
      [0, sea, '#8fd6f5', '#fdf3cf'],
      [sea, sand, '#2aa3b8', '#9fe3d6'],
      [sand, height, '#f3dba6', '#caa05f'],
    ] as const;
    for (const [top, bottom, from, to] of bands) {
      pen.fillStyle = linear(
        pen,
        [0, top],
        [0, bottom],
        [
          [0, from],
          [1, to],
        ],
      );
      pen.fillRect(0, top, width, bottom - top);
    }
    glowing(pen, '#fff3b8', 40, () => {
      pen.fillStyle = '#fffbe0';
      pen.beginPath();
      pen.arc(width * 0.82, sea * 0.5, Math.min(width, height) * 0.06, 0, Math.PI * 2);
      pen.fill();
    });
  };

const boardArea = ({ head, reels, frame }: Layout): Rect => ({
  x: reels.x - frame,
  y: head.y,
  width: reels.width + 2 * frame,
  height: reels.y + reels.height + frame - head.y,
});

/** Driftwood around the water, and the name of the game above it. */
const board =
  ({ reels, frame, head }: Layout, area: Rect, reelCount: number): Painter =>
  (pen) => {
    pen.translate(-area.x, -area.y);
    pen.fillStyle = linear(
      pen,
      [0, reels.y],
      [0, reels.y + reels.height],
      [
        [0, '#d9b98a'],
        [1, '#8a6238'],
      ],
    );
    pen.beginPath();
    pen.roundRect(area.x, reels.y - frame, area.width, reels.height + 2 * frame, frame * 1.5);
    pen.fill();
    for (let reel = 0; reel < reelCount; reel += 1) {
      const width = reels.width / reelCount;
      pen.fillStyle = linear(
        pen,
        [0, reels.y],
        [0, reels.y + reels.height],
        [
          [0, '#d8f4f2'],
          [1, '#8fd3d6'],
        ],
      );
      pen.fillRect(reels.x + reel * width + 1, reels.y, width - 2, reels.height);
    }
    const size = Math.min(head.height * 0.5, (area.width * 1.6) / TITLE.length);
    pen.font = `800 ${size}px ${DISPLAY_FACE}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineWidth = size * 0.14;
    pen.strokeStyle = '#fffdf2';
    pen.fillStyle = '#0b5278';
    const at = [area.x + area.width / 2, head.y + (head.height - frame) / 2] as const;
    pen.strokeText(TITLE, ...at);
    pen.fillText(TITLE, ...at);
  };

const glint: Painter = (pen, width, height) => {
  pen.fillStyle = linear(
    pen,
    [0, 0],
    [0, height],
    [
      [0, 'rgb(11 82 120 / 0.45)'],
      [0.12, 'rgb(11 82 120 / 0)'],
      [0.9, 'rgb(11 82 120 / 0)'],
      [1, 'rgb(11 82 120 / 0.4)'],
    ],
  );
  pen.fillRect(0, 0, width, height);
};

/** A rock pool by day, on three reels: another studio's game from the same kit. */
export const TIDE_POOL: Theme = {
  title: TITLE,
  hero: ['STAR', 'PEARL', 'CRAB'],
  symbol: creature,
  scenery: {
    backdrop: beach,
    cabinetArea: boardArea,
    cabinet: board,
    shade: glint,
    hanging: creature('SHELL'),
    riser: bubble,
    spark: bubble,
  },
  plaque: { veil: 0x04303f, back: 0x0b4a5c, edge: 0xf6c9a0, line: 0xfffdf2, head: 0xffe9a8, foot: 0xd8f4f2 },
  scale: [392, 440, 493.88, 587.33, 659.25, 783.99, 880, 987.77],
  css: `:root {
    --ink: #04303f; --indigo: #0b5c6e; --deep: 4 40 54; --well: 10 74 90; --hover: 80 170 180;
    --gold: #ffe9a8; --gold-pale: #fffdf2; --soft: #c4e6e6; --line: rgb(246 201 160 / 0.5);
    --glow: 255 120 90; --press: #fff1e6, #ff9f7a 42%, #e8555a; --press-ink: #3f0d14;
  }`,
  texts: {
    en: {
      'start.lead': 'Low tide, clear water, and a pearl that doubles.',
      'line.scatterWin': '{count, plural, one {# wave} other {# waves}}: {amount}',
      'symbol.PEARL': 'Pearl',
      'symbol.WAVE': 'Wave',
      'symbol.STAR': 'Starfish',
      'symbol.CRAB': 'Crab',
      'symbol.SHELL': 'Shell',
      'symbol.FISH': 'Fish',
      'symbol.WEED': 'Seaweed',
      'a11y.game': 'Tide Pool slot game',
    },
    de: {
      'start.lead': 'Ebbe, klares Wasser und eine Perle, die verdoppelt.',
      'line.scatterWin': '{count, plural, one {# Welle} other {# Wellen}}: {amount}',
      'symbol.PEARL': 'Perle',
      'symbol.WAVE': 'Welle',
      'symbol.STAR': 'Seestern',
      'symbol.CRAB': 'Krabbe',
      'symbol.SHELL': 'Muschel',
      'symbol.FISH': 'Fisch',
      'symbol.WEED': 'Tang',
      'a11y.game': 'Slot-Spiel Tide Pool',
    },
  },
};
