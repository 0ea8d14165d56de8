import { createHmac } from 'node:crypto';
import { deriveKey, type Seed } from '../rng/seeds.ts';
import type { StoredSpin } from './spin-types.ts';

/**
 * A MAC over all facts of a stored spin, keyed from its seed: it tells a changed row even where the change touches
 * nothing that a new draw would show, such as the session or the build.
 */
export function sealSpin(seed: Seed, spin: StoredSpin): string {
  const { session } = spin;
  const facts = [
    spin.key,
    spin.spinId,
    spin.roundId,
    session.sessionId,
    session.operatorId,
    session.playerId,
    session.gameId,
    session.buildHash,
    session.rtpProfile,
    session.country,
    spin.stakeMinor,
    spin.currency,
    spin.spinType,
    spin.nonce,
    spin.seedId,
    spin.mechanicsVersion,
    spin.modelHash,
    spin.outcomeJson,
    spin.drawnMs,
    // Rows from before the log was kept were sealed without it.
    ...(spin.drawsJson === '' ? [] : [spin.drawsJson]),
    // So were those that played for no jackpot, as they still are.
    ...(spin.jackpotsJson === '' ? [] : [spin.jackpotsJson]),
    ...(spin.grantId === '' ? [] : [spin.grantId]),
  ];
  return createHmac('sha256', deriveKey(seed, 'roundgate.row-seal/1', spin.key))
    .update(JSON.stringify(facts))
    .digest('hex');
}
