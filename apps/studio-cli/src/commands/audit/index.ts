import { defineGroup } from '../../cli/command-group.ts';
import { anchor } from './anchor.ts';
import { archive } from './archive.ts';
import { exportEvents } from './export.ts';
import { lock } from './lock.ts';
import { verify } from './verify.ts';

/** `roundgate audit …`: the write-once store, from a copy that verifies by itself to the lock over the bucket. */
export const audit = defineGroup(
  'audit',
  'What was played: copy, verify, anchor, export and lock the record of it.',
  [...[verify, archive, anchor, exportEvents, lock]],
);
