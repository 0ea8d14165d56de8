import { type RoundReceiptFile, toTimestamp } from '@roundgate/contract';
import type { z } from 'zod';
import type { SettledRound } from '../domain/receipts/receipt.ts';
import { resultOf } from '../domain/rounds/answers.ts';
import { sha256Hex } from '../sha256.ts';
import { issueReceipt } from '../use-cases/issue-receipt.ts';
import type { Reply } from '../use-cases/player-rounds.ts';
import { playerObject, type RequestContext } from './context.ts';
import { refused } from './error-response.ts';

/** A settled round of a player; throws why there is none. */
export async function settledRound(
  { operatorId, playerId, roundId }: { operatorId: string; playerId: string; roundId: string },
  { env }: RequestContext,
): Promise<SettledRound> {
  const object = playerObject(env, operatorId, playerId);
  // What crosses the hop is plain data: the same type on both sides.
  const reply = (await object.settled(roundId)) as Reply<SettledRound>;
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
}

/** The receipt of a round, signed now, with all that is needed to believe it and the address of its replay. */
export async function receiptFile(
  who: { operatorId: string; playerId: string },
  roundId: string,
  context: RequestContext,
): Promise<z.input<typeof RoundReceiptFile>> {
  const { config, services, onlineSigner, replayGrants, trust, traceId, nowMs } = context;
  const settled = await settledRound({ ...who, roundId }, context);
  const { round, session } = settled;
  const { gameId, buildHash } = round;
  const archive = services.replayOf(gameId);
  const tools = { archive, signer: onlineSigner, sha256: sha256Hex, traceId, nowMs };
  const [issued, { roots }, grant] = await Promise.all([
    issueReceipt(settled, who, tools),
    trust.snapshot(nowMs),
    replayGrants.issue({ ...who, roundId, gameId, buildHash }, nowMs),
  ]);
  if (!issued.ok) throw refused(issued.refusal);
  const page = `${config.playOrigin}/frame/${who.operatorId}/${buildHash.slice('sha256:'.length)}`;
  const copied = ({ payloadType, payload, signatures }: (typeof roots)[number]) => ({
    ...{ payloadType, payload, signatures: [...signatures] },
  });
  return {
    receipt: copied(issued.value),
    roots: roots.map(copied),
    result: resultOf(round),
    replay_url: `${page}?mode=replay&country=${session.country}#replay=${grant.token}`,
    replay_expires_at: toTimestamp(grant.expiresAtMs),
  };
}
