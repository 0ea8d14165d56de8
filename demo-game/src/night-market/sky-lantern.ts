import type { Painter } from '../engine/paint.ts';
import { halo, inSquare, linear } from '../game/art/pen.ts';

/** A paper lantern that rises into the sky. */
export const skyLantern: Painter = inSquare((pen) => {
  halo(pen, 50, 54, 50, '255 160 70', 0.75);
  pen.fillStyle = linear(
    pen,
    [0, 22],
    [0, 76],
    [
      [0, '#ffb45a'],
      [0.6, '#ffd98a'],
      [1, '#fff6d0'],
    ],
  );
  pen.beginPath();
  pen.moveTo(36, 74);
  pen.bezierCurveTo(26, 46, 30, 24, 50, 22);
  pen.bezierCurveTo(70, 24, 74, 46, 64, 74);
  pen.closePath();
  pen.fill();
  pen.strokeStyle = 'rgb(190 80 20 / 0.4)';
  pen.lineWidth = 1.6;
  pen.beginPath();
  pen.moveTo(50, 23);
  pen.quadraticCurveTo(44, 46, 46, 74);
  pen.moveTo(50, 23);
  pen.quadraticCurveTo(56, 46, 54, 74);
  pen.stroke();
});

/** A spark of a sparkler. */
export const spark: Painter = inSquare((pen) => {
  halo(pen, 50, 50, 50, '255 214 130', 0.9);
  pen.fillStyle = '#fffbe8';
  pen.beginPath();
  pen.arc(50, 50, 9, 0, Math.PI * 2);
  pen.fill();
});
