import { el } from '../../engine/dom.ts';
import { paintCanvas } from '../../engine/paint.ts';
import { lineColour } from '../theme.ts';

const WIDTH = 70;
const HEIGHT = 44;

/** A small map of one line: its cells in its colour, under its number. */
export function lineMap(line: readonly number[], rows: number, index: number, label: string): HTMLElement {
  const colour = lineColour(index);
  const canvas = paintCanvas(WIDTH, HEIGHT, Math.min(Math.max(devicePixelRatio, 1), 2.5), (pen) => {
    const cell = { width: WIDTH / line.length, height: HEIGHT / rows };
    line.forEach((marked, reel) => {
      for (let row = 0; row < rows; row += 1) {
        pen.fillStyle = row === marked ? colour : 'rgb(140 150 220 / 0.22)';
        pen.beginPath();
        pen.roundRect(reel * cell.width + 1, row * cell.height + 1, cell.width - 2, cell.height - 2, 2);
        pen.fill();
      }
    });
  });
  canvas.style.width = `${WIDTH}px`;
  canvas.style.height = `${HEIGHT}px`;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${label}: ${line.map((row) => row + 1).join(' ')}`);
  return el('figure', { children: [canvas, el('figcaption', { children: [`${index + 1}`] })] });
}
