import { defineGroup } from '../../cli/command-group.ts';
import { fetchReceipt } from './fetch.ts';
import { verifyReceipt } from './verify.ts';

/** `roundgate receipt …`: what the platform vouches for about one round. */
export const receipt = defineGroup('receipt', "A round's signed receipt: fetch it, verify it offline.", [
  fetchReceipt,
  verifyReceipt,
]);
