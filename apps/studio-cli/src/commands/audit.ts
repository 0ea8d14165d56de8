import { createHash } from 'node:crypto';
import { PlayerId } from '@roundgate/contract';
import { checkHistory, INVARIANTS, type LedgerFact, type Violation } from '@roundgate/contract/audit';
import { readLedgerFile } from '../audit/ledger-file.ts';
import { type PlayerRecords, readPlayer } from '../audit/read-player.ts';
import { checkShape } from '../build/read-json.ts';
import { defineCommand } from '../cli/command.ts';
import { EXIT, Failure, misused } from '../cli/failure.ts';
import { connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

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

/** `roundgate audit verify`: holds a player's records of production against every promise. */
export const audit = defineCommand({
  name: 'audit',
  summary: "Hold a player's rounds, event chain and wallet ledger against every promise (audit verify).",
  target: { name: 'verify', help: 'what to do; there is only verify' },
  options: {
    player: { value: 'p-…', help: 'whose records', required: true },
    ledger: {
      value: 'FILE',
      help: "the wallet's own ledger of this player, as JSON; without it money is not checked",
    },
    pull: { value: 'yes', help: 'first has the store fetch what the bus lost or has not brought yet' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate audit verify --player p-1 --ledger ledger.json --edge https://edge.example --key-id operator-1 --secret-file operator.secret',
  async run({ target, options, json, terminal }) {
    if (target !== 'verify') throw misused('roundgate audit', `there is no "${target}"`, 'use: audit verify');
    const player = checkShape(PlayerId, options.player, '--player', 'give an id such as p-1');
    const whole = options.ledger === undefined ? null : readLedgerFile(options.ledger);
    const client = connect(options, terminal, json);
    const records = await readPlayer(client, player, options.pull === 'yes');
    const { rounds, ledger, late } = judged(records, whole);
    const history = {
      rounds,
      answers: null,
      ledger,
      draws: null,
      events: records.events,
      published: null,
      healed: false,
    };
    const violations = checkHistory(history, sha256);
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
  },
});
