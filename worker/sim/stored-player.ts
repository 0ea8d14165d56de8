import type { ChainedEvent } from '@roundgate/contract';
import { EMPTY_CHAIN, linkEvent } from '@roundgate/contract/audit';
import type { Grant, GrantUse } from '../src/domain/promo/grant.ts';
import type { PlayerRg, SessionRg, SessionTotals } from '../src/domain/rg/state.ts';
import type { Round } from '../src/domain/rounds/round.ts';
import { isStakeTaken, isTerminal, paidStakeMinor } from '../src/domain/rounds/round.ts';
import type { PlayerRecord } from '../src/domain/sessions/player.ts';
import type { Session } from '../src/domain/sessions/session.ts';
import type { PlayerStore } from '../src/use-cases/player-store.ts';
import { attestedRg } from './attested.ts';

/** All that one player object has on disk: replaced as a whole with every write, so that a crash can go back to any of them. */
export interface Stored {
  readonly record: PlayerRecord;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly rounds: ReadonlyMap<string, Round>;
  /** When each round got its first row: from then on it stands in another one's way. */
  readonly openedAtMs: ReadonlyMap<string, number>;
  readonly events: readonly ChainedEvent[];
  readonly playerRg: PlayerRg;
  readonly sessionRg: ReadonlyMap<string, SessionRg>;
  readonly alarmAtMs: number | null;
  readonly grants: ReadonlyMap<string, Grant>;
}

const isRunning = ({ launchedAtMs, endedAtMs }: Session): boolean =>
  launchedAtMs !== null && endedAtMs === null;

/** What rounds add up to, as the rows of the real store do. */
export function totalsOf(rounds: readonly Round[]): SessionTotals {
  const taken = rounds.filter(isStakeTaken);
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return {
    rounds: taken.length,
    stakedMinor: sum(taken.map(paidStakeMinor)),
    wonMinor: sum(taken.map(({ outcome }) => outcome?.winMinor ?? 0)),
    lastRoundMs: rounds.length === 0 ? null : Math.max(...rounds.map(({ acceptedAtMs }) => acceptedAtMs)),
  };
}

/** What rounds say of a packet of free spins, as the rows of the real store do. */
export function useOf(rounds: readonly Round[], grantId: string): GrantUse {
  const own = rounds.filter(({ mode }) => mode.grantId === grantId).map(({ state }) => state);
  const used = own.filter((state) => state === 'SETTLED' || !isTerminal(state)).length;
  return { used, settled: own.filter((state) => state === 'SETTLED').length };
}

/** A state and its place in the order of writes. */
export interface Snapshot {
  readonly state: Stored;
  readonly serial: number;
}

/** Where a store reads and writes. */
export class Cell {
  #snapshot: Snapshot;

  readonly #onWrite: (serial: number) => void;

  constructor(state: Stored, onWrite: (serial: number) => void) {
    this.#snapshot = { state, serial: 0 };
    this.#onWrite = onWrite;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get state(): Stored {
    return this.#snapshot.state;
  }

  set state(state: Stored) {
    this.#snapshot = { state, serial: this.#snapshot.serial + 1 };
    this.#onWrite(this.#snapshot.serial);
  }
}

/** A player store over plain data, with the rules of the real one: whole transactions, and a fence on every row. */
export function storeOver(cell: Cell, now: () => number): PlayerStore {
  const rounds = () => [...cell.state.rounds.values()];
  const change = (sessionId: string, fields: Partial<Session>): void => {
    const session = cell.state.sessions.get(sessionId);
    if (!session) return;
    const sessions = new Map(cell.state.sessions).set(sessionId, { ...session, ...fields });
    cell.state = { ...cell.state, sessions };
  };
  return {
    rounds: {
      find: (roundId) => cell.state.rounds.get(roundId),
      version: (roundId) => cell.state.rounds.get(roundId)?.version,
      open: () => rounds().filter((round) => !isTerminal(round.state)),
      newest: () => rounds().at(-1),
      put: (round, expected) => {
        const stored = cell.state.rounds.get(round.roundId)?.version ?? 0;
        if (stored !== expected) return false;
        const { rounds: before, openedAtMs } = cell.state;
        cell.state = {
          ...cell.state,
          rounds: new Map(before).set(round.roundId, round),
          openedAtMs: expected === 0 ? new Map(openedAtMs).set(round.roundId, now()) : openedAtMs,
        };
        return true;
      },
    },
    player: {
      record: () => cell.state.record,
      session: (sessionId) => cell.state.sessions.get(sessionId),
      running: () => [...cell.state.sessions.values()].filter(isRunning).map(({ sessionId }) => sessionId),
      markLaunched: (sessionId, loader, launchedAtMs) => change(sessionId, { loader, launchedAtMs }),
      // No world of the simulation is a sandbox.
      setRules: () => {},
      markEnded: (sessionId, endReason, endedAtMs) => {
        if (cell.state.sessions.get(sessionId)?.endedAtMs === null)
          change(sessionId, { endReason, endedAtMs });
      },
      chainHead: () => cell.state.events.at(-1) ?? EMPTY_CHAIN,
      append: (sha256, event) => {
        const link = linkEvent(sha256, cell.state.events.at(-1) ?? EMPTY_CHAIN, event);
        cell.state = { ...cell.state, events: [...cell.state.events, link] };
      },
      eventsAfter: (seq, limit) => cell.state.events.slice(seq, seq + limit),
      markPublished: (seq) => {
        const publishedSeq = Math.max(cell.state.record.publishedSeq, seq);
        cell.state = { ...cell.state, record: { ...cell.state.record, publishedSeq } };
      },
    },
    rg: {
      player: () => cell.state.playerRg,
      putPlayer: (playerRg) => {
        cell.state = { ...cell.state, playerRg };
      },
      session: (sessionId) => cell.state.sessionRg.get(sessionId) ?? attestedRg(0),
      putSession: (sessionId, own) => {
        cell.state = { ...cell.state, sessionRg: new Map(cell.state.sessionRg).set(sessionId, own) };
      },
      totals: (sessionId) => totalsOf(rounds().filter((round) => round.sessionId === sessionId)),
    },
    grants: {
      find: (grantId) => cell.state.grants.get(grantId),
      list: () => [...cell.state.grants.values()],
      running: () => [...cell.state.grants.values()].filter(({ ended }) => ended === null),
      put: (grant) => {
        cell.state = { ...cell.state, grants: new Map(cell.state.grants).set(grant.grantId, grant) };
      },
      use: (grantId) => useOf(rounds(), grantId),
    },
    transaction: (work) => {
      const before = cell.state;
      try {
        work();
      } catch (error) {
        cell.state = before;
        throw error;
      }
    },
  };
}
