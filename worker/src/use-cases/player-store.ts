import type { BusEvent, ChainedEvent, PlayRules } from '@roundgate/contract';
import type { ChainHead } from '@roundgate/contract/audit';
import type { Enrolment } from '../domain/campaigns/enrolment.ts';
import type { Grant, GrantUse } from '../domain/promo/grant.ts';
import type { PlayerRg, SessionRg, SessionTotals } from '../domain/rg/state.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import type { Round } from '../domain/rounds/round.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import type { LoaderFacts, Session } from '../domain/sessions/session.ts';
import type { Award } from '../domain/tournaments/award.ts';
import type { Entry } from '../domain/tournaments/entry.ts';
import type { SpinEvent } from '../domain/tournaments/standing.ts';
import type { LedgerEntry, Posting } from '../domain/transfers/ledger.ts';
import type { Purse } from '../domain/transfers/purse.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';

/** The rounds of one player on disk. Every method is synchronous: one turn, and so one transaction, with its caller. */
export interface RoundRows {
  find(roundId: string): Round | undefined;
  /** Version of the stored row; undefined without one. */
  version(roundId: string): number | undefined;
  /** Every round that is not closed, oldest first. */
  open(): Round[];
  newest(): Round | undefined;
  /** Stores a round made from stored version `expected`, 0 for a new row; false when the row has moved on. */
  put(round: Round, expected: number): boolean;
}

/** The player beside the rounds: record, sessions, and the event chain. */
export interface PlayerRows {
  record(): PlayerRecord | undefined;
  session(sessionId: string): Session | undefined;
  /** The sessions that were launched and have not ended. */
  running(): string[];
  markLaunched(sessionId: string, loader: LoaderFacts, nowMs: number): void;
  /** Lays other rules over a session's market; only in a sandbox. */
  setRules(sessionId: string, rules: PlayRules): void;
  /** Ends a session once; a second end changes nothing. */
  markEnded(sessionId: string, reason: string, nowMs: number): void;
  chainHead(): ChainHead;
  append(sha256: Sha256, event: BusEvent): unknown;
  /** Events after `seq`, at most `limit`, in order. */
  eventsAfter(seq: number, limit: number): ChainedEvent[];
  /** Notes that the bus has everything up to `seq`; never goes back. */
  markPublished(seq: number): void;
}

/** The transfers of a player's sessions. Every method is synchronous, as above. */
export interface TransferRows {
  find(key: string): Transfer | undefined;
  version(key: string): number | undefined;
  /** Both transfers of a session; undefined when it plays from the operator's wallet. */
  purse(sessionId: string): Purse | undefined;
  /** Every transfer that is not over. */
  open(): Transfer[];
  /** The sessions whose money has come in and has not been sent on its way out. */
  holding(): string[];
  /** Stores a transfer made from stored version `expected`, 0 for a new row; throws when the row has moved on. */
  put(transfer: Transfer, expected: number): void;
}

/** The sessions' own money, row by row. */
export interface LedgerRows {
  balanceMinor(sessionId: string): number;
  /** The balance after row `seq`; 0 before the first row, undefined when there is no such row. */
  balanceAfter(sessionId: string, seq: number): number | undefined;
  after(sessionId: string, seq: number, limit: number): LedgerEntry[];
  /** Adds a row; throws when it would repeat a transaction or make the balance negative. */
  post(posting: Posting, nowMs: number): void;
}

/** The sessions that play from a balance of their own (spec W2). */
export interface PurseRows {
  readonly transfers: TransferRows;
  readonly ledger: LedgerRows;
}

/** The packets of free spins of one player. Every method is synchronous, as above. */
export interface GrantRows {
  find(grantId: string): Grant | undefined;
  /** At most `limit`, newest first. */
  list(limit: number): Grant[];
  /** Those that are not over for good. */
  running(): Grant[];
  put(grant: Grant): void;
  /** What the stored rounds of a packet say of its spins. */
  use(grantId: string): GrantUse;
}

/** What responsible gaming keeps of a player and of its sessions. */
export interface RgRows {
  player(): PlayerRg;
  putPlayer(player: PlayerRg): void;
  session(sessionId: string): SessionRg;
  putSession(sessionId: string, own: SessionRg): void;
  /** What the stored rounds of a session add up to. */
  totals(sessionId: string): SessionTotals;
}

/** What a player's settled rounds have put into each pool, in all. */
export interface JackpotRows {
  /** Adds a contribution; only inside the transaction that closes its round. */
  add(jackpotId: string, amountMinor: number): void;
}

/** A player's places in tournaments and missions. Every method is synchronous, as above. */
export interface EntryRows {
  find(tournamentId: string): Entry | undefined;
  /** Those that a spin may still count for. */
  open(): readonly Entry[];
  put(entry: Entry): void;
  /** Counts a spin where it says; only inside the transaction that closes its round. */
  count(spin: SpinEvent): void;
}

/** The prizes of one player. Every method is synchronous, as above. */
export interface AwardRows {
  find(key: string): Award | undefined;
  /** Those that are not paid yet. */
  open(): Award[];
  /** Stores a prize made from version `expected` of its movement, 0 for a new row; throws when the row has moved on. */
  put(award: Award, expected: number): void;
}

/** The places of one player in campaigns. Every method is synchronous, as above. */
export interface CampaignRows {
  find(campaignId: string): Enrolment | undefined;
  /** The places from which an exposure may come. */
  unexposed(): readonly Enrolment[];
  put(enrolment: Enrolment): void;
}

/** What is on disk for one player, and what makes it so. */
export interface PlayerStore {
  readonly rounds: RoundRows;
  readonly player: PlayerRows;
  readonly rg: RgRows;
  /** Absent where every wallet is asked on the fly. */
  readonly purses?: PurseRows;
  /** Absent where nothing is played for pools. */
  readonly jackpots?: JackpotRows;
  /** Absent where nobody is given free spins. */
  readonly grants?: GrantRows;
  /** Absent where nobody plays for places. */
  readonly entries?: EntryRows;
  /** Runs work as one transaction: all of it is kept, or, when it throws, nothing. */
  transaction(work: () => void): void;
}
