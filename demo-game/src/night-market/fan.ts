import { ellipse, glowing, halo, type Pen, radial } from '../game/art/pen.ts';

const PIVOT = [50, 80] as const;
const REACH = 56;
const FROM = Math.PI * 1.14;
const TO = Math.PI * 1.86;
const FOLDS = 10;

const at = (turn: number, radius: number): [number, number] => [
  PIVOT[0] + Math.cos(turn) * radius,
  PIVOT[1] + Math.sin(turn) * radius,
];

function sector(pen: Pen, inner: number, outer: number, from: number, to: number): void {
  pen.beginPath();
  pen.arc(...PIVOT, outer, from, to);
  pen.arc(...PIVOT, inner, to, from, true);
  pen.closePath();
}

function leafOfFan(pen: Pen): void {
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const from = FROM + ((TO - FROM) * fold) / FOLDS;
    const to = FROM + ((TO - FROM) * (fold + 1)) / FOLDS;
    const light = fold % 2 === 0;
    pen.fillStyle = radial(pen, PIVOT, REACH + 2, [
      [0.25, light ? '#6a1fb0' : '#4c128a'],
      [0.7, light ? '#e0359a' : '#b3227f'],
      [1, light ? '#ff86c2' : '#e45aa6'],
    ]);
    sector(pen, 24, REACH, from, to + 0.005);
    pen.fill();
  }
}

function motif(pen: Pen): void {
  pen.save();
  sector(pen, 24, REACH, FROM, TO);
  pen.clip();
  pen.fillStyle = '#ffe9b0';
  ellipse(pen, 61, 38, 7.5, 7.5);
  pen.fill();
  pen.strokeStyle = 'rgb(255 226 240 / 0.9)';
  pen.lineWidth = 2;
  for (const [x, y, size] of [
    [24, 58, 8],
    [36, 52, 8],
    [48, 54, 8],
    [74, 57, 7],
  ] as const) {
    for (const share of [1, 0.55]) {
      pen.beginPath();
      pen.arc(x, y, size * share, Math.PI, 0);
      pen.stroke();
    }
  }
  pen.restore();
}

function ribs(pen: Pen): void {
  for (let rib = 0; rib <= FOLDS; rib += 1) {
    const turn = FROM + ((TO - FROM) * rib) / FOLDS;
    const outer = rib === 0 || rib === FOLDS;
    pen.strokeStyle = outer ? '#ffcf6b' : 'rgb(255 216 140 / 0.75)';
    pen.lineWidth = outer ? 4 : 1.3;
    pen.beginPath();
    pen.moveTo(...at(turn, 4));
    pen.lineTo(...at(turn, outer ? REACH + 1 : REACH - 2));
    pen.stroke();
  }
}

/** An open folding fan with the moon over waves on it. */
export function fan(pen: Pen): void {
  halo(pen, 50, 52, 50, '255 90 190', 0.42);
  glowing(pen, 'rgb(30 0 40 / 0.8)', 4, () => leafOfFan(pen));
  motif(pen);
  ribs(pen);
  pen.strokeStyle = '#ffdf94';
  pen.lineWidth = 2.2;
  pen.beginPath();
  pen.arc(...PIVOT, REACH, FROM, TO);
  pen.stroke();
  pen.strokeStyle = '#ff6aa9';
  pen.lineWidth = 2.2;
  pen.beginPath();
  pen.moveTo(50, 82);
  pen.quadraticCurveTo(57, 88, 54, 97);
  pen.stroke();
  pen.fillStyle = '#ffcf6b';
  ellipse(pen, ...PIVOT, 4.6, 4.6);
  pen.fill();
}
