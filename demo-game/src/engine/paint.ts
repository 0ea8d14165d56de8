import { CanvasSource, Texture } from 'pixi.js';

/** Draws into a box of the given size, in its own units. */
export type Painter = (pen: CanvasRenderingContext2D, width: number, height: number) => void;

/** A canvas of `width` × `height` CSS pixels with a painter's work on it. */
export function paintCanvas(
  width: number,
  height: number,
  resolution: number,
  paint: Painter,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(width * resolution));
  canvas.height = Math.max(1, Math.ceil(height * resolution));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser has no 2D canvas');
  pen.scale(canvas.width / width, canvas.height / height);
  paint(pen, width, height);
  return canvas;
}

/** A texture painted for exactly the pixels it will cover. */
export function paintTexture(width: number, height: number, resolution: number, paint: Painter): Texture {
  const resource = paintCanvas(width, height, resolution, paint);
  return new Texture({ source: new CanvasSource({ resource, resolution: resource.width / width }) });
}

/** How much taller than its cell a smeared picture is: the smear runs over the edges. */
export const SMEAR_HEIGHT = 1.5;

/** The same picture smeared along the way of the reels, as an eye sees it at speed; needs {@link SMEAR_HEIGHT}. */
export function smear(paint: Painter): Painter {
  return (pen, width, height) => {
    const scale = Math.abs(pen.getTransform().a);
    const cellHeight = height / SMEAR_HEIGHT;
    const still = paintCanvas(width, cellHeight, scale, paint);
    const copies = Math.min(60, Math.max(14, Math.round((height - cellHeight) * scale * 0.4)));
    pen.globalAlpha = 1.7 / copies;
    for (let copy = 0; copy < copies; copy += 1) {
      const shift = (copy / (copies - 1)) * (height - cellHeight);
      pen.drawImage(still, 0, shift, width, cellHeight);
    }
    pen.globalAlpha = 1;
  };
}
