import type { SpinDirectory } from '../spins/spin-directory.ts';
import type { CallFacts, SpinAnswer, SpinOrder } from '../spins/spin-types.ts';
import type { GrantDirectory } from './grant-directory.ts';
import { grantOf, type SpendAnswer } from './grant-types.ts';

/** What came of a free spin: of its packet, or of its draw. */
export type FreeAnswer =
  | SpinAnswer
  | { readonly kind: Exclude<SpendAnswer, 'spent' | 'conflict' | 'closed'> };

/**
 * Draws a spin that a packet pays for: the spin is taken first, so that nothing is drawn without one. Both steps are
 * idempotent by the key, so a repeat after a crash between them goes on. A key that turns out to be another bet's, or
 * closed, gives the spin back; after any other refusal the gateway's void does.
 */
export async function drawFree(
  order: SpinOrder,
  call: CallFacts,
  grants: GrantDirectory,
  spins: SpinDirectory,
): Promise<FreeAnswer> {
  const spent = await grants.spend(order);
  if (spent !== 'spent') return { kind: spent };
  const answer = await spins.spin(order, call);
  if (answer.kind === 'conflict' || answer.kind === 'closed')
    await grants.giveBack(grantOf(order), order.key);
  return answer;
}
