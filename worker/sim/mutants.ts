import type { Invariant } from '@roundgate/contract/audit';

/** A deliberately broken variant: texts to change, each found exactly once, and the promise that must be seen to break. */
export interface Mutant {
  readonly name: string;
  readonly breaks: Invariant;
  /** The number of the first schedule to try; for a mistake that few schedules meet, one that was seen to meet it. */
  readonly from?: number;
  readonly patches: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
}

const TRANSITIONS = 'src/domain/rounds/transitions.ts';
const ROUNDS = 'src/use-cases/player-rounds.ts';

/** Mistakes that were made elsewhere, or nearly here. If the checker passes one of them, it proves nothing. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no re-arm in the constructor',
    breaks: 'drained',
    from: 465,
    patches: [
      {
        file: ROUNDS,
        find: 'alarm.found(alarmAtMs);\n    this.#rearm();',
        replace: 'alarm.found(alarmAtMs);',
      },
    ],
  },
  {
    name: 'a key per attempt',
    breaks: 'one_debit',
    patches: [
      {
        file: 'src/domain/rounds/keys.ts',
        find: 'debitKey = (round: Round): string => ',
        replace: 'debitKey = (round: Round): string => round.attempts + ',
      },
    ],
  },
  {
    name: 'a timeout read as a decline',
    breaks: 'net',
    patches: [
      {
        file: TRANSITIONS,
        find: 'return stakeUnknown(round, answer.why, policy, nowMs);',
        replace: "return enter('VOIDING', nowMs, because('DECLINED', 'UPSTREAM_UNAVAILABLE'));",
      },
    ],
  },
  {
    name: 'a cancel without tombstones that does not wait',
    breaks: 'net',
    patches: [
      {
        file: TRANSITIONS,
        find: '!policy.wallet.tombstones && landed',
        replace: '!policy.wallet.tombstones',
      },
    ],
  },
  {
    name: 'a rollback after a credit was sent',
    breaks: 'no_rollback_after_credit',
    patches: [
      {
        file: TRANSITIONS,
        find: "'credit: the wallet holds other content under this key', policy);\n      return again(round, policy, nowMs);",
        replace: "'', policy);\n      return enter('CANCELLING', nowMs, TIMED_OUT);",
      },
    ],
  },
  {
    name: 'an event that leaves before its commit',
    breaks: 'published_is_durable',
    patches: [
      {
        file: 'sim/player-host.ts',
        find: 'line(async () => this.#tools.onPublished(range.events))',
        replace: '(async () => this.#tools.onPublished(range.events))()',
      },
    ],
  },
  {
    name: 'an event outside the transaction of its round',
    breaks: 'one_event_per_round',
    patches: [
      {
        file: 'src/use-cases/round-desk.ts',
        find: 'this.#deferred.set(round.roundId, this.#remember(round));',
        replace:
          'this.#deferred.set(round.roundId, this.#remember(round)); const { store, sha256 } = this.#tools; const who = store.player.record(); if (who) for (const event of closingEvents(round, who)) store.player.append(sha256, event);',
      },
    ],
  },
  {
    name: 'the fingerprint ignored',
    breaks: 'conflict_refused',
    patches: [
      { file: ROUNDS, find: 'if (round.fingerprint !== fingerprint) return conflict;', replace: '' },
      { file: ROUNDS, find: 'return settled.fingerprint === fingerprint', replace: 'return settled' },
    ],
  },
  {
    name: 'an await between check and insert',
    breaks: 'one_open_round',
    from: 4290,
    patches: [
      {
        file: ROUNDS,
        find: 'this.desk.admit(round);',
        replace: 'await this.#tools.pause(30);\n    this.desk.admit(round);',
      },
      {
        file: 'src/use-cases/round-desk.ts',
        find: 'const kept = storedVersion === 0 ? this.#firstRow(round) : round;',
        replace: 'const kept = round;',
      },
    ],
  },
  {
    name: 'a lean cancel after a crash that may hide a credit',
    breaks: 'no_rollback_after_credit',
    from: 7915,
    patches: [{ file: TRANSITIONS, find: "round.mode.lean && round.state === 'OUTCOME'", replace: 'false' }],
  },
  {
    name: 'an answer that is no function of the stored outcome',
    breaks: 'same_answer',
    patches: [
      {
        file: 'src/domain/rounds/answers.ts',
        find: 'drawn_at: toTimestamp(outcome.drawnAtMs)',
        replace: 'drawn_at: toTimestamp(round.stateSinceMs)',
      },
    ],
  },
  {
    name: 'a refusal believed after an unknown answer',
    breaks: 'net',
    patches: [
      { file: TRANSITIONS, find: 'if (!round.inDoubt) return enter(', replace: 'if (round) return enter(' },
    ],
  },
  {
    name: 'a row from disk that is not in doubt',
    breaks: 'net',
    patches: [{ file: TRANSITIONS, find: ': { inDoubt: true };', replace: ': {};' }],
  },
  {
    name: 'an intent that is not written before the debit leaves',
    breaks: 'no_orphan_money',
    patches: [
      {
        file: 'src/use-cases/drive-round.ts',
        find: "start.state === 'INTENT' && !store.stored(start) ? store.save(start) : start",
        replace: 'start',
      },
    ],
  },
  {
    name: 'a void that leaves the stake at the wallet',
    breaks: 'net',
    patches: [
      { file: TRANSITIONS, find: "stakeHeld ? 'CANCELLING' : endOf(round)", replace: 'endOf(round)' },
    ],
  },
  {
    name: 'a debit that lives in memory where a cancel is allowed',
    breaks: 'no_rollback_after_credit',
    from: 2380,
    patches: [{ file: 'src/domain/rounds/step.ts', find: "if (!lean) return 'now';", replace: '' }],
  },
  {
    name: 'a message marked as sent before it is',
    breaks: 'published_is_durable',
    patches: [
      {
        file: 'src/use-cases/publish-events.ts',
        find: 'const { operatorId, playerId } = record;',
        replace: 'player.markPublished(last.seq);\n    const { operatorId, playerId } = record;',
      },
    ],
  },
  {
    name: 'a free round that asks for its stake',
    breaks: 'one_debit',
    patches: [
      {
        file: 'src/domain/promo/free-round.ts',
        find: 'if (grantId === null ||',
        replace: 'if (grantId !== null || grantId === null ||',
      },
      {
        file: 'src/domain/rounds/step.ts',
        find: "if (state === 'OUTCOME' && round.mode.grantId !== null)",
        replace: 'if (Number.isNaN(0))',
      },
    ],
  },
  {
    name: 'free spins that nobody counts',
    breaks: 'free_spins_given',
    patches: [
      {
        file: 'src/domain/promo/grant.ts',
        find: 'if (used >= grant.count)',
        replace: 'if (used > grant.count)',
      },
    ],
  },
];
