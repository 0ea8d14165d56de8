import { Graphics } from 'pixi.js';

/**
 * A drawing that goes with the pictures' own batch, however many corners it has. A larger one would by default get a
 * shader of its own, which is built when it is first seen: in the middle of a win, and the picture waits for it.
 */
export function shape(): Graphics {
  const drawing = new Graphics();
  drawing.context.batchMode = 'batch';
  return drawing;
}
