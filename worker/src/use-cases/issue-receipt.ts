import type { ReceiptDraw } from '@roundgate/contract';
import { RECEIPT_PAYLOAD_TYPE, receiptPayload } from '@roundgate/contract/receipt';
import type { TrustEnvelope } from '@roundgate/contract/trust';
import { type DocumentSigner, signPayload } from '@roundgate/contract/trust/sign';
import type { ReplayPort, Who } from '../domain/ports.ts';
import { receiptOf, type SettledRound } from '../domain/receipts/receipt.ts';
import { type Redrawn, redrawRefusal } from '../domain/receipts/redraw.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';

/** What a receipt is issued with. */
export interface ReceiptTools {
  readonly archive: ReplayPort;
  readonly signer: () => Promise<DocumentSigner>;
  readonly sha256: Sha256;
  readonly traceId: string;
  readonly nowMs: number;
}

/** Has a settled round drawn again; refused unless it comes to what was paid. */
export async function redraw(
  { round }: SettledRound,
  { archive, traceId }: Pick<ReceiptTools, 'archive' | 'traceId'>,
): Promise<Reply<Redrawn>> {
  const answer = await archive.replay(round, traceId);
  const refusal = redrawRefusal(round, answer);
  if (refusal || answer.kind !== 'drawn') return refuse(refusal ?? { code: 'INTERNAL' });
  return accept(answer.redrawn);
}

async function drawOf(redrawn: Redrawn, { archive, traceId }: ReceiptTools): Promise<ReceiptDraw> {
  return {
    mechanics_version: redrawn.mechanicsVersion,
    model_hash: redrawn.modelHash,
    seed_id: redrawn.seedId,
    seed_commitment: await archive.commitmentOf(redrawn.seedId, traceId),
    nonce: redrawn.nonce,
  };
}

/**
 * Signs the receipt of a settled round. The round is drawn again first: what cannot be drawn again any more is left out,
 * what comes to something else is never signed.
 */
export async function issueReceipt(
  settled: SettledRound,
  who: Who,
  tools: ReceiptTools,
): Promise<Reply<TrustEnvelope>> {
  const redrawn = await redraw(settled, tools);
  if (!redrawn.ok && redrawn.refusal.code !== 'REPLAY_NOT_POSSIBLE') return redrawn;
  const draw = redrawn.ok ? await drawOf(redrawn.value, tools) : null;
  const receipt = receiptOf(settled, who, draw, tools.sha256, tools.nowMs);
  return accept(await signPayload(RECEIPT_PAYLOAD_TYPE, receiptPayload(receipt), [await tools.signer()]));
}
