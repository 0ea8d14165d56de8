// The operator's script as a module: importing it makes the element known.
import { defineElement } from './define.ts';

export { RoundgateError } from './errors.ts';
export type * from './types.ts';

defineElement();
