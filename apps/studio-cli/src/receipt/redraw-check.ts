import { canonicalJson, type RoundResult, type SeedCommitment } from '@roundgate/contract';
import type { ReceiptCheck, RoundReceipt } from '@roundgate/contract/receipt';
import { MECHANICS_VERSION, playRound } from '@roundgate/studio-rgs/maths';
import { createRootRng } from '@roundgate/studio-rgs/rng';
import type { ModelFile } from '../maths/read-model.ts';

/** What a round is drawn again from. */
export interface RedrawEvidence {
  readonly receipt: RoundReceipt;
  readonly result: RoundResult;
  readonly seeds: readonly SeedCommitment[];
  readonly model: ModelFile;
}

const told = (ok: boolean, detail: string): ReceiptCheck => ({ name: 'redraw', ok, detail });

/**
 * Draws the round of a receipt again on this machine, from the revealed seed, and compares it to the event: the last
 * thing that one would otherwise have to believe. Same mechanics and model, or it is refused.
 */
export function redrawCheck({ receipt, result, seeds, model }: RedrawEvidence): ReceiptCheck {
  const { draw, round } = receipt;
  if (!draw) return told(true, 'left out: the receipt does not say what it was drawn from');
  if (draw.mechanics_version !== MECHANICS_VERSION)
    return told(false, `was drawn by ${draw.mechanics_version}, and this command plays ${MECHANICS_VERSION}`);
  if (draw.model_hash !== model.hash)
    return told(false, `was drawn from ${draw.model_hash}, and ${model.path} is ${model.hash}`);
  const root = seeds.find(({ seed_id }) => seed_id === draw.seed_id)?.draw_root;
  if (!root) return told(true, `waits: ${draw.seed_id} is not revealed yet`);
  const rng = createRootRng(Buffer.from(root, 'hex'), draw.nonce);
  const { winMinor, events } = playRound(model.model, round.stake.amount_minor, rng.draw);
  const same = winMinor === round.win.amount_minor && canonicalJson(events) === canonicalJson(result.events);
  return same
    ? told(true, `${rng.log.length} draws from the revealed seed come to the same ${events.length} events`)
    : told(
        false,
        `the revealed seed comes to a win of ${winMinor}, the receipt says ${round.win.amount_minor}`,
      );
}
