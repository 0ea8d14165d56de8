import { ellipse, glowing, halo, linear, type Pen, radial, steam } from '../game/art/pen.ts';

const GLAZE = [
  [0, '#d9ffe6'],
  [0.3, '#6fe0a5'],
  [0.7, '#1f9d72'],
  [1, '#0b5a4c'],
] as const;

function handle(pen: Pen): void {
  pen.strokeStyle = '#8a5420';
  pen.lineWidth = 5.4;
  pen.beginPath();
  pen.moveTo(29, 46);
  pen.bezierCurveTo(24, 8, 74, 8, 70, 46);
  pen.stroke();
  pen.strokeStyle = '#e0a763';
  pen.lineWidth = 1.8;
  pen.setLineDash([3, 3]);
  pen.stroke();
  pen.setLineDash([]);
}

function pot(pen: Pen): void {
  pen.fillStyle = linear(pen, [74, 40], [96, 66], GLAZE);
  pen.beginPath();
  pen.moveTo(74, 68);
  pen.bezierCurveTo(88, 66, 84, 46, 96, 41);
  pen.lineTo(91, 36);
  pen.bezierCurveTo(78, 40, 82, 52, 70, 52);
  pen.fill();
  pen.fillStyle = radial(pen, [38, 52], 50, GLAZE);
  pen.beginPath();
  pen.moveTo(30, 45);
  pen.bezierCurveTo(8, 58, 16, 88, 38, 90);
  pen.lineTo(62, 90);
  pen.bezierCurveTo(86, 88, 92, 58, 70, 45);
  pen.closePath();
  pen.fill();
}

function lid(pen: Pen): void {
  pen.fillStyle = linear(pen, [30, 30], [70, 48], GLAZE);
  pen.beginPath();
  pen.moveTo(28, 46);
  pen.quadraticCurveTo(50, 26, 72, 46);
  pen.closePath();
  pen.fill();
  pen.fillStyle = '#f3c35c';
  ellipse(pen, 50, 33.5, 5, 4.4);
  pen.fill();
  pen.strokeStyle = '#f3c35c';
  pen.lineWidth = 2.4;
  pen.beginPath();
  pen.moveTo(28, 46.5);
  pen.lineTo(72, 46.5);
  pen.stroke();
}

function leaf(pen: Pen, x: number, y: number, size: number, turn: number): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(turn);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.quadraticCurveTo(size * 0.5, -size * 0.5, size, 0);
  pen.quadraticCurveTo(size * 0.5, size * 0.5, 0, 0);
  pen.fill();
  pen.restore();
}

/** A jade teapot with a wicker handle. */
export function teapot(pen: Pen): void {
  halo(pen, 50, 58, 48, '90 240 170', 0.42);
  handle(pen);
  glowing(pen, 'rgb(4 30 34 / 0.75)', 4, () => pot(pen));
  lid(pen);
  pen.strokeStyle = '#f3c35c';
  pen.lineWidth = 2.2;
  pen.beginPath();
  pen.moveTo(34, 89);
  pen.lineTo(66, 89);
  pen.stroke();
  pen.fillStyle = 'rgb(255 245 200 / 0.9)';
  leaf(pen, 47, 76, 17, -0.95);
  leaf(pen, 47, 76, 17, -2.15);
  leaf(pen, 47, 76, 19, -1.55);
  pen.strokeStyle = 'rgb(255 255 255 / 0.75)';
  pen.lineWidth = 2.6;
  pen.beginPath();
  pen.arc(42, 66, 22, Math.PI * 0.95, Math.PI * 1.22);
  pen.stroke();
  steam(pen, 92, 36, 30);
  steam(pen, 86, 33, 22, 0.5);
}
