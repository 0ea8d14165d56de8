import { defineGroup } from '../../cli/command-group.ts';
import { show } from './show.ts';
import { status } from './status.ts';

/** `roundgate markets …`: the rules that a gateway plays by. */
export const markets = defineGroup('markets', 'The rules of the markets, as a gateway keeps them.', [
  status,
  show,
]);
