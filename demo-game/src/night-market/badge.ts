import { linear, type Pen } from '../game/art/pen.ts';
import { TEXT_FACE } from '../game/theme.ts';
import { COLOURS } from './colours.ts';

/** A small enamel sign with a word on it, in the 100 × 100 square; long words are set smaller. */
export function badge(pen: Pen, word: string, y: number): void {
  const height = 17;
  let size = 12.5;
  const face = () => `800 ${size}px ${TEXT_FACE}`;
  pen.font = face();
  while (pen.measureText(word).width > 76 && size > 6) {
    size -= 0.5;
    pen.font = face();
  }
  const width = Math.max(46, pen.measureText(word).width + 14);
  const left = 50 - width / 2;
  pen.fillStyle = linear(
    pen,
    [0, y],
    [0, y + height],
    [
      [0, '#2b3390'],
      [1, '#12174d'],
    ],
  );
  pen.strokeStyle = COLOURS.gold;
  pen.lineWidth = 1.6;
  pen.beginPath();
  pen.roundRect(left, y, width, height, 5);
  pen.fill();
  pen.stroke();
  pen.fillStyle = COLOURS.goldPale;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(word, 50, y + height / 2 + 0.8);
}
