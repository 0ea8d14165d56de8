import { createHash } from 'node:crypto';
import { checkHistory, INVARIANTS, type LedgerFact, type Violation } from '@roundgate/contract/audit';
import type { Result } from '../cli/command.ts';
import { EXIT, Failure } from '../cli/failure.ts';
import type { PlayerRecords } from './read-player.ts';

/** SHA-256 in hex, as the chain is made. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The part that can be judged: rounds whose events are still on their way to the store say nothing yet. */
function judged({ rounds, events, headSeq }: PlayerRecords, ledger: readonly LedgerFact[] | null) {
  const late = headSeq - (events.at(-1)?.seq ?? 0);
  const stored = new Set(events.map(({ event }) => ('round_id' in event ? event.round_id : null)));
  const waiting = new Set(
    rounds
      .filter(({ closedAtMs, roundId }) => late > 0 && closedAtMs !== null && !stored.has(roundId))
      .map(({ roundId }) => roundId),
  );
  const keep = <T extends { readonly roundId: string }>(facts: readonly T[]): T[] =>
    facts.filter(({ roundId }) => !waiting.has(roundId));
  return { rounds: keep(rounds), ledger: ledger && keep(ledger), late };
}

const told = ({ invariant, roundId, detail }: Violation) => ({
  where: roundId ?? 'the chain',
  what: `${invariant}: ${detail}`,
  mend: 'keep both records as they are and open an incident: worker/docs/promises.md',
});

/** Holds a player's records against every promise. Throws a `Failure` that names each that is broken. */
export function judgePlayer(
  player: string,
  records: PlayerRecords,
  whole: readonly LedgerFact[] | null,
): Result {
  const { rounds, ledger, late } = judged(records, whole);
  const known = { answers: null, draws: null, published: null, healed: false };
  const violations = checkHistory({ rounds, ledger, events: records.events, ...known }, sha256Hex);
  if (violations.length > 0) throw new Failure(EXIT.refused, violations.map(told));
  const open = rounds.filter(({ closedAtMs }) => closedAtMs === null).length;
  const facts = {
    player,
    rounds: rounds.length,
    open,
    events: records.events.length,
    events_late: late,
    ledger_rows: ledger?.length ?? null,
    violations: 0,
  };
  return {
    facts,
    lines: [
      `✓ ${rounds.length} rounds, ${open} of them open`,
      `✓ ${records.events.length} events, chain whole${late > 0 ? `, ${late} more on their way to the store` : ''}`,
      ledger ? `✓ ${ledger.length} movements of the wallet` : '- no ledger given: money was not checked',
      `no violation of ${INVARIANTS.length} promises, as far as these records show`,
    ],
  };
}
