import { describe, expect, it } from 'vitest';
import { fitLayout } from './layout.ts';

const WISH = {
  reels: 5,
  rows: 3,
  cellRatio: [0.9, 1.26],
  headCells: [0.72, 1.6],
  frameCells: 0.13,
} as const;

const SIZES = [
  [320, 480],
  [360, 640],
  [390, 844],
  [768, 1024],
  [480, 320],
  [844, 390],
  [1024, 768],
  [1280, 720],
  [2560, 1080],
] as const;

describe.each(SIZES)('layout of %d × %d', (width, height) => {
  const layout = fitLayout(width, height, WISH);
  const { reels, head, controls, frame, cell } = layout;

  it('keeps head and reels inside the room beside the controls', () => {
    const right = layout.orientation === 'portrait' ? width : controls.x;
    const bottom = layout.orientation === 'portrait' ? controls.y : height;
    expect(head.x).toBeGreaterThanOrEqual(0);
    expect(head.y).toBeGreaterThanOrEqual(0);
    expect(reels.x + reels.width + frame).toBeLessThanOrEqual(right);
    expect(reels.y + reels.height + frame).toBeLessThanOrEqual(bottom);
    expect(head.y + head.height).toBeLessThanOrEqual(reels.y - frame);
  });

  it('keeps the shape of the cells', () => {
    expect(cell.height / cell.width).toBeGreaterThan(0.87);
    expect(cell.height / cell.width).toBeLessThan(1.27);
    expect(reels).toMatchObject({ width: cell.width * 5, height: cell.height * 3 });
  });

  it('keeps the controls inside the view, wide enough for thumbs', () => {
    expect(controls.x + controls.width).toBe(width);
    expect(controls.y + controls.height).toBe(height);
    expect(Math.min(controls.width, controls.height)).toBeGreaterThanOrEqual(192);
  });
});

it('puts controls below in portrait and beside in landscape', () => {
  expect(fitLayout(390, 844, WISH).orientation).toBe('portrait');
  expect(fitLayout(844, 390, WISH).orientation).toBe('landscape');
});

it.each([
  [390, 844, { top: 47, right: 0, bottom: 34, left: 0 }],
  [844, 390, { top: 0, right: 47, bottom: 21, left: 47 }],
])('keeps the picture and the controls of %d × %d off notch and home bar', (width, height, insets) => {
  const { head, reels, frame, controls } = fitLayout(width, height, WISH, insets);
  expect(head.y).toBeGreaterThanOrEqual(insets.top);
  expect(reels.x - frame).toBeGreaterThanOrEqual(insets.left);
  expect(reels.y + reels.height + frame).toBeLessThanOrEqual(height - insets.bottom);
  // The panel reaches the edge; what is pressed in it keeps off by its padding.
  expect(controls.x + controls.width).toBe(width);
  expect(Math.min(controls.width - insets.right, controls.height - insets.bottom)).toBeGreaterThanOrEqual(
    192,
  );
});
