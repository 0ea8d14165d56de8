import { glowing, halo, type Pen } from '../game/art/pen.ts';

/** A neon letter: its tube, the colour of its gas, as hex and as numbers for light. */
interface NeonLetter {
  readonly tubes: readonly string[];
  readonly colour: string;
  readonly pale: string;
  readonly rgb: string;
}

const LETTERS: Readonly<Record<string, NeonLetter>> = {
  A: {
    tubes: ['M25 80 L50 19 L75 80', 'M35 60 L65 60'],
    colour: '#ff3d6e',
    pale: '#ffc2d1',
    rgb: '255 61 110',
  },
  K: {
    tubes: ['M32 20 L32 80', 'M70 20 L33 55', 'M45 44 L72 80'],
    colour: '#20b8ff',
    pale: '#c4efff',
    rgb: '32 184 255',
  },
  Q: {
    tubes: [
      'M50 20 C33 20 25 33 25 50 C25 67 33 80 50 80 C67 80 75 67 75 50 C75 33 67 20 50 20 Z',
      'M56 62 L78 84',
    ],
    colour: '#ffb020',
    pale: '#ffeab8',
    rgb: '255 176 32',
  },
  J: {
    tubes: ['M46 20 L74 20', 'M61 20 L61 60 C61 73 56 80 45 80 C34 80 29 73 28 62'],
    colour: '#3fe07a',
    pale: '#cdffdc',
    rgb: '63 224 122',
  },
};

/** True when a symbol is drawn as a neon letter. */
export const isNeonLetter = (symbol: string): boolean => Object.hasOwn(LETTERS, symbol);

function stroke(pen: Pen, tubes: readonly Path2D[], colour: string, width: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  for (const tube of tubes) pen.stroke(tube);
}

/** A letter bent from a neon tube, on its dark backing. */
export const neonLetter =
  (symbol: string) =>
  (pen: Pen): void => {
    const letter = LETTERS[symbol];
    if (!letter) throw new RangeError(`no neon letter ${symbol}`);
    const tubes = letter.tubes.map((data) => new Path2D(data));
    halo(pen, 50, 50, 48, letter.rgb, 0.3);
    stroke(pen, tubes, 'rgb(7 10 34 / 0.85)', 19);
    stroke(pen, tubes, `rgb(${letter.rgb} / 0.28)`, 17);
    stroke(pen, tubes, '#0c1138', 14);
    glowing(pen, letter.colour, 7, () => stroke(pen, tubes, letter.colour, 8.5));
    stroke(pen, tubes, letter.colour, 8.5);
    stroke(pen, tubes, letter.pale, 4.6);
    stroke(pen, tubes, '#ffffff', 1.9);
  };
