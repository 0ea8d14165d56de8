import { inSquare, type Painter, type Pen, UnknownSymbol } from '@roundgate/demo-game/kit';

/** One shape of a picture in a square of 100 × 100: path data, what fills it, what draws its edge. */
type Shape = readonly [path: string, fill: string, edge?: string];

const star = Array.from({ length: 10 }, (_, point) => {
  const reach = point % 2 === 0 ? 40 : 19;
  const turn = (point * Math.PI) / 5 - Math.PI / 2;
  return `${point === 0 ? 'M' : 'L'}${50 + reach * Math.cos(turn)} ${53 + reach * Math.sin(turn)}`;
});

const round = (x: number, y: number, rx: number, ry = rx): string =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;

/** Everything that lives in the pool, as data. */
const CREATURES: Readonly<Record<string, readonly Shape[]>> = {
  PEARL: [
    ['M8 62C8 92 92 92 92 62C76 74 24 74 8 62Z', '#c98fb0', '#8d5577'],
    ['M8 60C6 18 94 18 92 60C76 40 24 40 8 60Z', '#e6b3cb', '#8d5577'],
    [round(50, 60, 20), '#f7fbff', '#a9c4d6'],
    [round(43, 53, 6), '#ffffff'],
  ],
  WAVE: [
    [
      'M6 90V64C14 26 58 4 84 30C97 45 86 64 70 58C76 44 58 40 52 54C46 70 66 82 94 78V90Z',
      '#1c86b8',
      '#0b5278',
    ],
    ['M14 84C18 70 26 62 38 58C34 70 40 80 54 84Z', '#7cd3ee'],
    ['M22 52C30 30 58 16 76 32', 'none', '#e9fbff'],
  ],
  STAR: [
    [`${star.join('')}Z`, '#f58a3c', '#b4521a'],
    [
      [
        [50, 53],
        [50, 32],
        [69, 47],
        [62, 69],
        [38, 69],
        [31, 47],
      ]
        .map(([x = 0, y = 0]) => round(x, y, 4))
        .join(''),
      '#ffd9a8',
    ],
  ],
  CRAB: [
    ['M18 70L8 84M26 76L20 92M82 70L92 84M74 76L80 92', 'none', '#a8242c'],
    [
      'M24 50C6 44 4 24 16 14C18 26 26 28 32 22C36 34 32 46 30 52ZM76 50C94 44 96 24 84 14C82 26 74 28 68 22C64 34 68 46 70 52Z',
      '#e0434a',
      '#8f1d27',
    ],
    [round(50, 64, 34, 24), '#e8555a', '#8f1d27'],
    [round(40, 44, 7) + round(60, 44, 7), '#ffffff', '#8f1d27'],
    [round(41, 45, 3) + round(59, 45, 3), '#22121c'],
  ],
  SHELL: [
    ['M50 90L40 84C12 76 6 44 22 26C30 12 70 12 78 26C94 44 88 76 60 84Z', '#f6c9a0', '#a86a3c'],
    ['M50 86V20M46 84L30 24M54 84L70 24M42 82L15 42M58 82L85 42', 'none', '#c98a58'],
  ],
  FISH: [
    ['M66 52C78 40 86 34 94 32C90 46 90 58 94 72C86 70 78 64 66 52Z', '#2f9d8f', '#14594f'],
    ['M6 52C20 22 56 22 74 52C56 82 20 82 6 52Z', '#43c3b0', '#14594f'],
    ['M40 32C46 44 46 60 40 72M54 38C58 46 58 58 54 66', 'none', '#e8fff8'],
    [round(22, 47, 5), '#ffffff', '#14594f'],
  ],
  WEED: [
    ['M34 94C22 72 46 62 32 40C26 28 30 16 36 8', 'none', '#2f8f4e'],
    ['M52 94C44 74 66 62 54 38C50 26 54 18 58 12', 'none', '#4fb765'],
    ['M68 94C64 80 80 70 70 52C66 42 70 34 76 28', 'none', '#257442'],
  ],
};

const draw = (shapes: readonly Shape[]) => (pen: Pen) => {
  for (const [path, fill, edge] of shapes) {
    const outline = new Path2D(path);
    pen.fillStyle = fill;
    if (fill !== 'none') pen.fill(outline);
    pen.strokeStyle = edge ?? fill;
    pen.lineWidth = fill === 'none' ? 5 : 2.5;
    if (edge) pen.stroke(outline);
  }
};

/** The painter of a creature; throws `UnknownSymbol`. */
export function creature(id: string): Painter {
  const shapes = CREATURES[id];
  if (!shapes) throw new UnknownSymbol(id);
  return inSquare(draw(shapes), 0.9);
}

export const bubble: Painter = inSquare(
  draw([
    [round(50, 50, 40), 'rgb(255 255 255 / 0.25)', '#e9fbff'],
    [round(36, 36, 8), '#ffffff'],
  ]),
);
