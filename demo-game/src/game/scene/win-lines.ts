import { Container, Graphics, Text } from 'pixi.js';
import type { Layout } from '../../engine/layout.ts';
import type { Cell } from '../../model/grid.ts';
import { LINE_COLOURS, TEXT_FACE } from '../theme.ts';

/** What is marked on the reels. */
export interface Mark {
  /** Zero-based rows of the line, one per reel; null when the win is on no line. */
  readonly line: readonly number[] | null;
  /** Number that gives the colour. */
  readonly colour: number;
  readonly cells: readonly Cell[];
  /** Written beside the last cell; empty for nothing. */
  readonly label: string;
}

/** Lines and frames over the reels. */
export class WinLines extends Container {
  readonly #marks = new Graphics();
  readonly #tag = new Container();
  readonly #tagBack = new Graphics();
  readonly #tagText: Text;
  #layout: Layout | null = null;
  #shown: readonly Mark[] = [];

  constructor() {
    super();
    const style = { fontFamily: TEXT_FACE, fontWeight: '700' as const, fontSize: 16, fill: 0xffffff };
    this.#tagText = new Text({ text: '', style, anchor: 0.5 });
    this.#tag.addChild(this.#tagBack, this.#tagText);
    this.addChild(this.#marks, this.#tag);
  }

  resize(layout: Layout): void {
    this.#layout = layout;
    this.position.set(layout.reels.x, layout.reels.y);
    this.show(this.#shown);
  }

  clear(): void {
    this.show([]);
  }

  /** Marks wins; the label of the first one is written. */
  show(marks: readonly Mark[]): void {
    this.#shown = marks;
    this.#marks.clear();
    this.#tag.visible = false;
    if (!this.#layout) return;
    for (const mark of marks) this.#draw(mark, this.#layout);
    const [only] = marks;
    if (only && marks.length === 1 && only.label) this.#label(only, this.#layout);
  }

  #draw(mark: Mark, { cell }: Layout): void {
    const colour = LINE_COLOURS[mark.colour % LINE_COLOURS.length] ?? 0xffffff;
    if (mark.line) {
      for (const [width, alpha] of [
        [9, 0.22],
        [3, 1],
      ] as const) {
        this.#trace(mark.line, cell);
        this.#marks.stroke({ width, color: colour, alpha, cap: 'round', join: 'round' });
      }
    }
    for (const { reel, row } of mark.cells) {
      const inset = 2.5;
      const box = [reel * cell.width + inset, row * cell.height + inset] as const;
      this.#marks
        .roundRect(...box, cell.width - 2 * inset, cell.height - 2 * inset, 8)
        .fill({ color: colour, alpha: 0.06 })
        .stroke({ width: 2.5, color: colour });
    }
  }

  #trace(line: readonly number[], cell: Layout['cell']): void {
    const y = (reel: number) => ((line[reel] ?? 0) + 0.5) * cell.height;
    this.#marks.moveTo(3, y(0));
    line.forEach((_, reel) => {
      this.#marks.lineTo((reel + 0.5) * cell.width, y(reel));
    });
    this.#marks.lineTo(line.length * cell.width - 3, y(line.length - 1));
  }

  #label(mark: Mark, { cell, reels }: Layout): void {
    const last = mark.cells.at(-1);
    if (!last) return;
    const colour = LINE_COLOURS[mark.colour % LINE_COLOURS.length] ?? 0xffffff;
    this.#tagText.style.fontSize = Math.max(13, Math.min(cell.width * 0.2, 26));
    this.#tagText.text = mark.label;
    const width = this.#tagText.width + 18;
    const height = this.#tagText.height + 8;
    this.#tagBack
      .clear()
      .roundRect(-width / 2, -height / 2, width, height, height / 2)
      .fill({ color: 0x0a0f2e, alpha: 0.94 })
      .stroke({ width: 2, color: colour });
    const x = (last.reel + 0.5) * cell.width;
    this.#tag.position.set(
      Math.min(Math.max(x, width / 2 + 2), reels.width - width / 2 - 2),
      (last.row + 1) * cell.height - height / 2 - 4,
    );
    this.#tag.visible = true;
  }
}
