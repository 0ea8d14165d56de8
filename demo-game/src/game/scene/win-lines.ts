import { Container, Sprite, Text, Texture } from 'pixi.js';
import type { Layout } from '../../engine/layout.ts';
import { paintTexture } from '../../engine/paint.ts';
import { shape } from '../../engine/shape.ts';
import type { Cell } from '../../model/grid.ts';
import { paintMarks } from '../art/marks.ts';
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
  readonly #marks = new Sprite();
  readonly #tag = new Container();
  readonly #tagBack = shape();
  readonly #tagText: Text;
  #layout: Layout | null = null;
  #resolution = 1;
  #shown: readonly Mark[] = [];

  constructor() {
    super();
    const style = { fontFamily: TEXT_FACE, fontWeight: '700' as const, fontSize: 16, fill: 0xffffff };
    this.#tagText = new Text({ text: '', style, anchor: 0.5 });
    this.#tag.addChild(this.#tagBack, this.#tagText);
    this.addChild(this.#marks, this.#tag);
  }

  resize(layout: Layout, resolution: number): void {
    this.#layout = layout;
    this.#resolution = resolution;
    this.position.set(layout.reels.x, layout.reels.y);
    this.show(this.#shown);
  }

  clear(): void {
    this.show([]);
  }

  /** Marks wins; the label is written when there is one win alone. */
  show(marks: readonly Mark[]): void {
    this.#shown = marks;
    this.#tag.visible = false;
    this.#paint(marks);
    const [only] = marks;
    if (only && marks.length === 1 && only.label && this.#layout) this.#label(only, this.#layout);
  }

  // Painted, not drawn by the renderer: lines stay smooth without the cost of a multisampled picture.
  #paint(marks: readonly Mark[]): void {
    const former = this.#marks.texture;
    const layout = this.#layout;
    const visible = layout !== null && marks.length > 0;
    this.#marks.texture = visible
      ? paintTexture(
          layout.reels.width,
          layout.reels.height,
          this.#resolution,
          paintMarks(marks, layout.cell),
        )
      : Texture.EMPTY;
    this.#marks.visible = visible;
    if (former !== Texture.EMPTY) former.destroy(true);
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
