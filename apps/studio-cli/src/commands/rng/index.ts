import { defineGroup } from '../../cli/command-group.ts';
import { dump } from './dump.ts';

/** `roundgate rng …`: the generator, for those who test it. */
export const rng = defineGroup('rng', 'The random number generator, for laboratories.', [dump]);
