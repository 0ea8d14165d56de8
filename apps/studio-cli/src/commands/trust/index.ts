import { defineGroup } from '../../cli/command-group.ts';
import { init } from './init.ts';
import { key } from './key.ts';
import { permit } from './permit.ts';
import { push } from './push.ts';
import { rotate } from './rotate.ts';
import { signTrust } from './sign.ts';
import { status, verifyTrust } from './status.ts';
import { studio } from './studio.ts';

/** `roundgate trust …`: root, studio and permit documents, from their keys to the edge. */
export const trust = defineGroup('trust', 'The chain of trust: root, studios, permits and what is current.', [
  ...[init, key, signTrust, rotate],
  ...[studio, permit, push, status, verifyTrust],
]);
