import type {
  Currency,
  GameEvent,
  ProblemCode,
  RoundOrder,
  RoundResult,
  SpinType,
  StartFeature,
} from '@roundgate/contract';

/** States in which a round still has something to do (worker/docs/round-lifecycle.md). */
export const OPEN_STATES = [
  'ACCEPTED',
  'INTENT',
  'OUTCOME',
  'DEBITED_NO_OUTCOME',
  'DEBITED',
  'CANCELLING',
  'VOIDING',
  'HELD',
] as const;
/** States that never change again. */
export const TERMINAL_STATES = ['SETTLED', 'REJECTED', 'CANCELLED', 'DECLINED'] as const;
/** States in which a player may not start another round: money or a draw is undecided. */
export const BLOCKING_STATES: ReadonlySet<RoundState> = new Set([
  'ACCEPTED',
  'INTENT',
  'OUTCOME',
  'DEBITED_NO_OUTCOME',
  'CANCELLING',
  'VOIDING',
]);

export type OpenState = (typeof OPEN_STATES)[number];
export type TerminalState = (typeof TERMINAL_STATES)[number];
export type RoundState = OpenState | TerminalState;
/** How a round that takes no bet will end, once nothing is left to undo. */
export type NoBetState = Exclude<TerminalState, 'SETTLED'>;

/** What the RGS drew. Sealed from client, wallet and logs until the stake is paid. */
export interface Outcome {
  /** What the game itself won. */
  readonly winMinor: number;
  /** What the round won of a pool, as the pool decided it; paid on top, in the same credit. */
  readonly jackpot?: { readonly jackpotId: string; readonly amountMinor: number };
  /** Parts of the stake that go into pools. */
  readonly contributions?: readonly { readonly jackpotId: string; readonly amountMinor: number }[];
  readonly events: readonly GameEvent[];
  readonly features: RoundResult['features'];
  readonly mechanicsVersion: string;
  readonly telemetryRef: string;
  readonly drawnAtMs: number;
}

/** Why and how a round ends without a bet. */
export interface Undo {
  readonly to: NoBetState;
  readonly code: ProblemCode;
  /** `keep` lets an outcome that was drawn after all go forward; only while no debit was sent. */
  readonly ifDrawn: 'keep' | 'discard';
}

/** How a round moves its money; fixed in the row when it is accepted, so that a change of the partner's record waits. */
export interface RoundMode {
  readonly order: RoundOrder;
  /** Fewer commits: DEBITED may live in memory, and recovery from a sent debit only ever goes forward. */
  readonly lean: boolean;
  /** Stake and win in one call. */
  readonly combined: boolean;
  /** A round without a win is closed at the wallet by a call of its own. */
  readonly zeroWinClose: boolean;
  /** The session whose own balance pays and is paid; null when the operator's wallet does, on the fly. */
  readonly purseSessionId: string | null;
  /** The packet of free spins that pays the stake; null when the player does. */
  readonly grantId: string | null;
  /** Where its spin counts, decided when it was accepted; left out where nowhere. */
  readonly counts?: {
    readonly tournamentIds: readonly string[];
    /** How it was started: what starts by itself is not held against its player. */
    readonly uses: readonly StartFeature[];
  };
}

/** One round as its row holds it: plain data, no behaviour. Amounts in minor units of `currency`. */
export interface Round {
  readonly roundId: string;
  /** H(operator, player, round_id): the root of every key that leaves the gateway. */
  readonly uid: string;
  readonly spinId: string;
  readonly sessionId: string;
  readonly gameId: string;
  readonly buildHash: string;
  readonly rtpProfile: string;
  readonly spinType: SpinType;
  readonly stakeMinor: number;
  readonly currency: Currency;
  /** Hash of the fields that a repeat must share. */
  readonly fingerprint: string;
  readonly mode: RoundMode;
  readonly acceptedAtMs: number;

  readonly state: RoundState;
  /** Grows by one with every change: the fence that a lost instance fails. */
  readonly version: number;
  readonly outcome: Outcome | null;
  readonly undo: Undo | null;
  readonly debitReference: string | null;
  readonly creditReference: string | null;
  /** True when a call of this state may have arrived without an answer that we know of. */
  readonly inDoubt: boolean;
  /** Calls made in this state, for backoff. */
  readonly attempts: number;
  readonly nextAttemptAtMs: number;
  /** Since when the present state lasts; ages and budgets are counted from here. */
  readonly stateSinceMs: number;
  /** When a debit was last sent, for the wallet's in-flight window; null before the first. */
  readonly debitSentAtMs: number | null;
  /** True once the RGS has promised that this draw counts for nothing. */
  readonly drawVoided: boolean;
  /** True once the wallet has given the stake back, or promised never to take it. */
  readonly rolledBack: boolean;
  /** Times that a draw went on after its void came too late. */
  readonly revivals: number;
  /** Why a person must look; only in HELD. */
  readonly heldReason: string | null;
  readonly closedAtMs: number | null;
}

/** All that the round pays: the game's win and a jackpot, in minor units; nothing before it is drawn. */
export const owedMinor = ({ outcome }: Pick<Round, 'outcome'>): number =>
  (outcome?.winMinor ?? 0) + (outcome?.jackpot?.amountMinor ?? 0);

export const isTerminal = (state: RoundState): state is TerminalState =>
  (TERMINAL_STATES as readonly RoundState[]).includes(state);

/** True once the stake is paid: from here on the result may be told and the win cannot be lost. */
export const isPaid = (round: Round): boolean => round.state === 'DEBITED' || round.state === 'SETTLED';

/** True once the stake is taken for good and the win is owed, also while a person looks at the round. */
export const isStakeTaken = (round: Round): boolean =>
  isPaid(round) ||
  (round.state === 'HELD' && round.debitReference !== null && round.undo === null && round.outcome !== null);

/** What the player pays of the stake: nothing of a free round (spec F1). */
export const paidStakeMinor = ({ mode, stakeMinor }: Pick<Round, 'mode' | 'stakeMinor'>): number =>
  mode.grantId === null ? stakeMinor : 0;

/** A freshly accepted round; nothing has left the gateway yet. */
export function acceptRound(
  fields: Pick<
    Round,
    | 'roundId'
    | 'uid'
    | 'spinId'
    | 'sessionId'
    | 'gameId'
    | 'buildHash'
    | 'rtpProfile'
    | 'spinType'
    | 'stakeMinor'
    | 'currency'
    | 'fingerprint'
    | 'mode'
  >,
  nowMs: number,
): Round {
  return {
    ...fields,
    acceptedAtMs: nowMs,
    state: fields.mode.order === 'outcome_first' ? 'ACCEPTED' : 'INTENT',
    version: 1,
    outcome: null,
    undo: null,
    debitReference: null,
    creditReference: null,
    inDoubt: false,
    attempts: 0,
    nextAttemptAtMs: nowMs,
    stateSinceMs: nowMs,
    debitSentAtMs: null,
    drawVoided: false,
    rolledBack: false,
    revivals: 0,
    heldReason: null,
    closedAtMs: null,
  };
}
