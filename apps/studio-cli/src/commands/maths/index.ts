import { defineGroup } from '../../cli/command-group.ts';
import { analyze } from './analyze.ts';
import { simulate } from './simulate.ts';

/** `roundgate maths …`: what a model returns, worked out and played out. */
export const maths = defineGroup(
  'maths',
  'The maths of a slot model: exact figures, PAR sheet, simulation.',
  [analyze, simulate],
);
