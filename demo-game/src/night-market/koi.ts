import { ellipse, glowing, halo, linear, type Pen, radial } from '../game/art/pen.ts';

type Point = readonly [x: number, y: number];

const SPINE: readonly [Point, Point, Point, Point] = [
  [30, 24],
  [74, 26],
  [24, 62],
  [66, 77],
];

function spineAt(share: number): { x: number; y: number; nx: number; ny: number } {
  const rest = 1 - share;
  const weights = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  const slopes = [
    -3 * rest ** 2,
    3 * rest ** 2 - 6 * rest * share,
    6 * rest * share - 3 * share ** 2,
    3 * share ** 2,
  ];
  const sum = (factors: readonly number[], axis: 0 | 1) =>
    SPINE.reduce((total, point, index) => total + point[axis] * (factors[index] ?? 0), 0);
  const [dx, dy] = [sum(slopes, 0), sum(slopes, 1)];
  const length = Math.hypot(dx, dy) || 1;
  return { x: sum(weights, 0), y: sum(weights, 1), nx: -dy / length, ny: dx / length };
}

const girth = (share: number): number => 13.5 * Math.sin(Math.PI * share ** 0.62) ** 0.75 + 1.6 * (1 - share);

function body(pen: Pen): void {
  pen.beginPath();
  for (let step = 0; step <= 40; step += 1) {
    const { x, y, nx, ny } = spineAt(step / 40);
    pen.lineTo(x + nx * girth(step / 40), y + ny * girth(step / 40));
  }
  for (let step = 40; step >= 0; step -= 1) {
    const { x, y, nx, ny } = spineAt(step / 40);
    pen.lineTo(x - nx * girth(step / 40), y - ny * girth(step / 40));
  }
  pen.closePath();
}

function fin(pen: Pen, share: number, side: 1 | -1, reach: number): void {
  const { x, y, nx, ny } = spineAt(share);
  const [tx, ty] = [ny, -nx];
  const edge = girth(share) * 0.75;
  const root = [x + nx * side * edge, y + ny * side * edge] as const;
  const place = (out: number, back: number) =>
    [root[0] + nx * side * out + tx * back, root[1] + ny * side * out + ty * back] as const;
  pen.fillStyle = 'rgb(255 208 160 / 0.92)';
  pen.beginPath();
  pen.moveTo(...place(0, -5));
  pen.quadraticCurveTo(...place(reach * 0.9, -3), ...place(reach, reach * 0.75));
  pen.quadraticCurveTo(...place(reach * 0.5, reach * 0.6), ...place(0, 7));
  pen.fill();
}

function tail(pen: Pen): void {
  pen.fillStyle = linear(
    pen,
    [64, 74],
    [90, 92],
    [
      [0, '#ff7a2f'],
      [1, 'rgb(255 226 190 / 0.85)'],
    ],
  );
  pen.beginPath();
  pen.moveTo(63, 76);
  pen.bezierCurveTo(76, 72, 86, 70, 92, 62);
  pen.bezierCurveTo(92, 74, 88, 80, 82, 83);
  pen.bezierCurveTo(84, 88, 82, 94, 76, 98);
  pen.bezierCurveTo(75, 89, 70, 83, 63, 78);
  pen.fill();
  pen.strokeStyle = 'rgb(190 60 20 / 0.4)';
  pen.lineWidth = 1;
  for (const [x, y] of [
    [88, 70],
    [84, 79],
    [79, 92],
  ] as const) {
    pen.beginPath();
    pen.moveTo(66, 77);
    pen.quadraticCurveTo((66 + x) / 2, (77 + y) / 2 - 1, x, y);
    pen.stroke();
  }
}

function pond(pen: Pen): void {
  pen.fillStyle = radial(pen, [46, 42], 48, [
    [0, '#2fc3c9'],
    [0.6, '#13808f'],
    [1, '#0a4660'],
  ]);
  ellipse(pen, 50, 50, 43, 43);
  pen.fill();
  pen.strokeStyle = 'rgb(190 255 250 / 0.35)';
  pen.lineWidth = 1.4;
  for (const radius of [38, 30, 21]) {
    pen.beginPath();
    pen.arc(50, 50, radius, 0.4 + radius, 2.3 + radius);
    pen.stroke();
  }
  pen.strokeStyle = '#7fe9e0';
  pen.lineWidth = 1.8;
  ellipse(pen, 50, 50, 43, 43);
  pen.stroke();
}

function markings(pen: Pen): void {
  pen.save();
  body(pen);
  pen.clip();
  pen.fillStyle = '#f4511e';
  for (const [x, y, rx, ry, turn] of [
    [38, 25, 11, 9, 0.4],
    [54, 40, 13, 9, 1.2],
    [44, 60, 9, 9, 0.2],
    [60, 74, 9, 6, 0.6],
  ] as const) {
    ellipse(pen, x, y, rx, ry, turn);
    pen.fill();
  }
  pen.fillStyle = '#1d1a2c';
  ellipse(pen, 57, 33, 4.2, 2.6, 0.9);
  pen.fill();
  ellipse(pen, 45, 52, 3.4, 2.4, 0.3);
  pen.fill();
  pen.restore();
}

/** A koi seen from above in its pond. */
export function koi(pen: Pen): void {
  halo(pen, 50, 50, 50, '60 220 220', 0.4);
  pond(pen);
  fin(pen, 0.34, 1, 13);
  fin(pen, 0.34, -1, 13);
  glowing(pen, 'rgb(0 20 40 / 0.7)', 4, () => {
    tail(pen);
    pen.fillStyle = linear(
      pen,
      [24, 20],
      [70, 80],
      [
        [0, '#fffdf6'],
        [1, '#ffe1c2'],
      ],
    );
    body(pen);
    pen.fill();
  });
  markings(pen);
  pen.strokeStyle = 'rgb(120 40 20 / 0.55)';
  pen.lineWidth = 1;
  body(pen);
  pen.stroke();
  pen.fillStyle = '#14122a';
  for (const [x, y] of [
    [32.5, 19.5],
    [33.5, 30],
  ] as const) {
    ellipse(pen, x, y, 1.9, 1.9);
    pen.fill();
  }
}
