import type { Painter } from '../../engine/paint.ts';
import type { Mark } from '../scene/win-lines.ts';
import { lineColour } from '../theme.ts';
import { glowing, type Pen } from './pen.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

function trace(pen: Pen, line: readonly number[], cell: Size): void {
  const y = (reel: number) => ((line[reel] ?? 0) + 0.5) * cell.height;
  pen.beginPath();
  pen.moveTo(4, y(0));
  line.forEach((_, reel) => {
    pen.lineTo((reel + 0.5) * cell.width, y(reel));
  });
  pen.lineTo(line.length * cell.width - 4, y(line.length - 1));
  pen.stroke();
}

function paintLine(pen: Pen, { line, colour }: Mark, cell: Size): void {
  if (!line) return;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = 'rgb(6 9 34 / 0.7)';
  pen.lineWidth = 6;
  trace(pen, line, cell);
  pen.strokeStyle = lineColour(colour);
  pen.lineWidth = 3;
  glowing(pen, lineColour(colour), 6, () => trace(pen, line, cell));
}

function paintFrames(pen: Pen, { cells, colour }: Mark, cell: Size): void {
  const inset = 3;
  pen.strokeStyle = lineColour(colour);
  pen.lineWidth = 2.5;
  for (const { reel, row } of cells) {
    pen.beginPath();
    pen.roundRect(
      reel * cell.width + inset,
      row * cell.height + inset,
      cell.width - 2 * inset,
      cell.height - 2 * inset,
      9,
    );
    glowing(pen, lineColour(colour), 5, () => pen.stroke());
  }
}

/** Lines and frames of wins, in the coordinates of the reels. */
export const paintMarks =
  (marks: readonly Mark[], cell: Size): Painter =>
  (pen) => {
    for (const mark of marks) paintLine(pen, mark, cell);
    for (const mark of marks) paintFrames(pen, mark, cell);
  };
