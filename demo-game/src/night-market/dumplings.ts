import { ellipse, glowing, halo, linear, type Pen, radial, steam } from '../game/art/pen.ts';

function basket(pen: Pen): void {
  pen.fillStyle = linear(
    pen,
    [8, 0],
    [92, 0],
    [
      [0, '#6b3c12'],
      [0.3, '#d79a4a'],
      [0.55, '#f0c274'],
      [1, '#6b3c12'],
    ],
  );
  pen.beginPath();
  pen.moveTo(8, 56);
  pen.lineTo(11, 80);
  pen.bezierCurveTo(25, 96, 75, 96, 89, 80);
  pen.lineTo(92, 56);
  pen.closePath();
  pen.fill();
  pen.strokeStyle = 'rgb(84 44 10 / 0.55)';
  pen.lineWidth = 1.2;
  for (let slat = 1; slat < 9; slat += 1) {
    const x = 8 + (84 * slat) / 9;
    const sag = 12 * Math.sin((Math.PI * slat) / 9);
    pen.beginPath();
    pen.moveTo(x, 60 + sag * 0.8);
    pen.lineTo(11 + (78 * slat) / 9, 79 + sag);
    pen.stroke();
  }
  pen.strokeStyle = '#8a5120';
  pen.lineWidth = 3;
  pen.beginPath();
  pen.moveTo(10, 73);
  pen.bezierCurveTo(28, 88, 72, 88, 90, 73);
  pen.stroke();
}

function tray(pen: Pen): void {
  pen.fillStyle = '#6d3f17';
  ellipse(pen, 50, 56, 42, 16);
  pen.fill();
  pen.fillStyle = radial(pen, [50, 56], 40, [
    [0, '#f2d49a'],
    [1, '#b5803b'],
  ]);
  ellipse(pen, 50, 57, 38, 13);
  pen.fill();
}

function dumpling(pen: Pen, x: number, y: number, size: number): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(size, size);
  glowing(pen, 'rgb(60 30 10 / 0.6)', 2, () => {
    pen.fillStyle = radial(pen, [-4, -5], 24, [
      [0, '#ffffff'],
      [0.55, '#fdeed6'],
      [1, '#d6ab78'],
    ]);
    pen.beginPath();
    pen.moveTo(-17, 9);
    pen.bezierCurveTo(-20, -4, -9, -11, -2, -15);
    pen.quadraticCurveTo(0, -19, 2, -15);
    pen.bezierCurveTo(9, -11, 20, -4, 17, 9);
    pen.bezierCurveTo(10, 15, -10, 15, -17, 9);
    pen.fill();
  });
  pen.strokeStyle = 'rgb(168 112 58 / 0.75)';
  pen.lineWidth = 1.3;
  for (const [end, bend] of [
    [-11, -8],
    [-5, -4],
    [0, 0],
    [5, 4],
    [11, 8],
  ] as const) {
    pen.beginPath();
    pen.moveTo(0, -15);
    pen.quadraticCurveTo(bend * 1.2, -8, end, 1 - Math.abs(end) * 0.25);
    pen.stroke();
  }
  pen.restore();
}

/** Dumplings in a bamboo steamer. */
export function dumplings(pen: Pen): void {
  halo(pen, 50, 54, 49, '255 200 120', 0.38);
  steam(pen, 30, 34, 28, 0.6);
  steam(pen, 52, 28, 28, 0.8);
  steam(pen, 72, 34, 28, 0.6);
  tray(pen);
  dumpling(pen, 50, 43, 0.95);
  dumpling(pen, 29, 51, 1);
  dumpling(pen, 71, 51, 1);
  dumpling(pen, 50, 57, 1.06);
  basket(pen);
  pen.strokeStyle = '#ffd995';
  pen.lineWidth = 2.6;
  pen.beginPath();
  pen.ellipse(50, 57, 42, 16, 0, 0.06, Math.PI - 0.06);
  pen.stroke();
}
