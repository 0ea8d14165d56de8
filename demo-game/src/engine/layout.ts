/** A rectangle in CSS pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What notches, rounded corners and the home bar take from each side, in CSS pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** How much room the parts of a reel game want. */
export interface LayoutWish {
  readonly reels: number;
  readonly rows: number;
  /** Height of a cell over its width: least and most. */
  readonly cellRatio: readonly [number, number];
  /** Room kept free above the reels, as a share of a cell's width: least and most. */
  readonly headCells: readonly [number, number];
  /** Frame around the reels, as a share of a cell's width. */
  readonly frameCells: number;
}

/** Where everything stands. */
export interface Layout {
  readonly orientation: 'portrait' | 'landscape';
  readonly width: number;
  readonly height: number;
  readonly reels: Rect;
  readonly cell: { readonly width: number; readonly height: number };
  readonly frame: number;
  readonly head: Rect;
  readonly controls: Rect;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** Where the controls go: the lower third held upright, a column at the right held sideways. */
function controlsRect(width: number, height: number, insets: Insets): Rect {
  if (width <= height * 1.05) {
    const tall = Math.round(clamp(height * 0.3, 192, 300)) + insets.bottom;
    return { x: 0, y: height - tall, width, height: tall };
  }
  const wide = Math.round(clamp(width * 0.27, 216, 340)) + insets.right;
  return { x: width - wide, y: 0, width: wide, height };
}

/** Air around the picture: little on a phone, more where there is room. */
const marginPx = (width: number, height: number): number =>
  Math.max(4, Math.round(Math.min(width, height) * 0.03 - 10));

/** The widest cell with which everything has at least its least height. */
function cellWidthFor(roomWidth: number, roomHeight: number, wish: LayoutWish): number {
  const across = wish.reels + 2 * wish.frameCells;
  const down = wish.rows * wish.cellRatio[0] + 2 * wish.frameCells + wish.headCells[0];
  return Math.floor(Math.max(24, Math.min(roomWidth / across, roomHeight / down)));
}

/** Fits reels, head and controls into a viewport. Pure: the same size always gives the same layout. */
export function fitLayout(
  width: number,
  height: number,
  wish: LayoutWish,
  insets: Insets = NO_INSETS,
): Layout {
  const controls = controlsRect(width, height, insets);
  const portrait = controls.x === 0;
  const margin = marginPx(width, height);
  const roomRight = portrait ? width - insets.right : controls.x;
  const roomWidth = roomRight - insets.left - 2 * margin;
  const roomHeight = (portrait ? controls.y : height - insets.bottom) - insets.top - 2 * margin;
  const cellWidth = cellWidthFor(roomWidth, roomHeight, wish);
  const frame = Math.round(cellWidth * wish.frameCells);
  const [headLeast, headMost] = wish.headCells;
  const leastHeight = cellWidth * (wish.rows * wish.cellRatio[0] + headLeast) + 2 * frame;
  const spare = Math.max(0, roomHeight - leastHeight);
  // The sign and the symbols grow together until each has all that it wants.
  const headHeight = Math.floor(Math.min(cellWidth * headLeast + spare * 0.35, cellWidth * headMost));
  const forRows = roomHeight - headHeight - 2 * frame;
  const cellHeight = Math.floor(
    clamp(forRows / wish.rows, cellWidth * wish.cellRatio[0], cellWidth * wish.cellRatio[1]),
  );
  const reels = { width: cellWidth * wish.reels, height: cellHeight * wish.rows };
  const total = headHeight + 2 * frame + reels.height;
  const top = insets.top + margin + Math.max(0, Math.round((roomHeight - total) * 0.6));
  const x = insets.left + margin + Math.round((roomWidth - reels.width) / 2);
  return {
    orientation: portrait ? 'portrait' : 'landscape',
    width,
    height,
    cell: { width: cellWidth, height: cellHeight },
    frame,
    head: { x: x - frame, y: top, width: reels.width + 2 * frame, height: headHeight },
    reels: { x, y: top + headHeight + frame, ...reels },
    controls,
  };
}
