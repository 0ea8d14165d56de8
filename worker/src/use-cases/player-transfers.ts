import type { Currency, ProblemCode, Statement } from '@roundgate/contract';
import type { TransferPort, Who } from '../domain/ports.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import type { Round } from '../domain/rounds/round.ts';
import { troubleOf } from '../domain/transfers/events.ts';
import { transferPosting } from '../domain/transfers/ledger.ts';
import { purseOverAtMs, statementOf } from '../domain/transfers/purse.ts';
import { stepTransfer } from '../domain/transfers/step-transfer.ts';
import { isOver, requestTransfer, type Transfer, transferKey } from '../domain/transfers/transfer.ts';
import type { AlarmClock } from './alarm-clock.ts';
import { driveTransfer, TransferLostError } from './drive-transfer.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { PlayerStore, PurseRows } from './player-store.ts';
import { DRIVE_BUDGET_MS, type Log } from './round-runner.ts';

/** How long the opening of a session waits for its money; past it the session is opened and not playable yet. */
const ARRIVAL_BUDGET_MS = 5_000;
/** How soon the alarm looks after what could not be finished. */
const RECOVER_AFTER_MS = 3_000;

/** What the transfers of a player stand on. */
export interface PlayerTransfersTools {
  readonly store: Pick<PlayerStore, 'player' | 'transaction'> & { readonly purses: PurseRows };
  readonly alarm: AlarmClock;
  readonly partners: {
    transfersOf(operatorId: string): TransferPort;
    policyOf(operatorId: string): RoundPolicy;
  };
  readonly who: () => Who;
  /** The rounds that are not over, in memory or on disk: money does not leave beside one of its session. */
  readonly openRounds: () => readonly Round[];
  /** Called in the transaction in which a session's money stops being playable. */
  readonly endSession: (sessionId: string, nowMs: number) => void;
  /** After how long a session that nobody opened is over. */
  readonly launchLifetimeMs: number;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly keepAlive: (work: Promise<unknown>) => void;
}

/** Refusals of a wallet that an operator can act on; any other is told as the wallet's refusal. */
const TELLABLE: ReadonlySet<ProblemCode> = new Set(['INSUFFICIENT_FUNDS', 'RG_BLOCKED', 'PLAYER_NOT_FOUND']);

/**
 * The money of one player's sessions on its way in and out: requested, and driven to its end by request, alarm and
 * start-up alike (spec W2, attack rule 11). Knows no platform.
 */
export class PlayerTransfers {
  readonly #tools: PlayerTransfersTools;
  readonly #drives = new Map<string, Promise<Transfer>>();
  /** Written by this instance and not yet sent: the only ones whose refusal can be believed. */
  readonly #fresh = new Set<string>();

  constructor(tools: PlayerTransfersTools) {
    this.#tools = tools;
  }

  /** To be called when an instance starts, once the alarm on disk is known. */
  wake(): void {
    this.#rearm();
  }

  /** Decides on a session's transfer in; inside the transaction that opens the session. */
  request(session: { sessionId: string; currency: Currency }, amountMinor: number): void {
    const transfer = this.#newTransfer(session.sessionId, 'in', amountMinor, session.currency);
    this.#tools.store.purses.transfers.put(transfer, 0);
    this.#tools.alarm.arm(RECOVER_AFTER_MS);
  }

  /** Brings a session's money in, and waits for it as long as a request may. Refused when the wallet refused it. */
  async arrival(sessionId: string, traceId: string): Promise<Reply<'done' | 'pending'>> {
    const transfers = this.#tools.store.purses.transfers;
    const requested = transfers.purse(sessionId)?.in;
    if (!requested) return refuse({ code: 'SESSION_NOT_FOUND' });
    const drive = this.#drive(requested.key, traceId);
    this.#tools.keepAlive(drive);
    await Promise.race([drive, this.#tools.pause(ARRIVAL_BUDGET_MS)]);
    const { state, refusal } = transfers.find(requested.key) ?? requested;
    if (state !== 'REFUSED') return accept(state === 'DONE' ? 'done' : 'pending');
    return refuse({ code: refusal && TELLABLE.has(refusal) ? refusal : 'WALLET_REFUSED' });
  }

  /** Sends the rest of an ended session on its way, unless a round is still open; the alarm comes back for it. */
  sessionEnded(sessionId: string, traceId: string): void {
    this.#closeIfOver(sessionId);
    const out = this.#tools.store.purses.transfers.purse(sessionId)?.out;
    if (out && !isOver(out)) this.#tools.keepAlive(this.#drive(out.key, traceId));
    this.#rearm();
  }

  /** A part of a session's reconciliation statement: the rows after `afterSeq`, at most `limit`. */
  statement(sessionId: string, afterSeq: number, limit: number): Reply<Statement> {
    const { transfers, ledger } = this.#tools.store.purses;
    const purse = transfers.purse(sessionId);
    if (!purse) return refuse({ code: 'SESSION_NOT_FOUND' });
    const openingMinor = ledger.balanceAfter(sessionId, afterSeq);
    if (openingMinor === undefined) {
      const errors = [{ field: 'after_seq', message: 'must be 0 or the number of a row of this session' }];
      return refuse({ code: 'VALIDATION_FAILED', facts: { errors } });
    }
    const rows = ledger.after(sessionId, afterSeq, limit + 1);
    const facts = { purse, afterSeq, openingMinor, balanceMinor: ledger.balanceMinor(sessionId) };
    const entries = rows.slice(0, limit);
    const more = rows.length > limit;
    return accept(statementOf(this.#tools.sha256, { ...facts, who: this.#tools.who(), entries, more }));
  }

  /** Sends the rest of what is over, drives what is open, and comes back while anything is left. Never throws. */
  async tend(traceId: string): Promise<void> {
    const { store, now, log } = this.#tools;
    try {
      for (const sessionId of store.purses.transfers.holding()) this.#closeIfOver(sessionId);
      const open = store.purses.transfers.open();
      const due = open.filter(({ nextAttemptAtMs }) => nextAttemptAtMs <= now() + DRIVE_BUDGET_MS);
      await Promise.all(due.map(({ key }) => this.#drive(key, traceId)));
    } catch (error) {
      log('error', 'transfers failed', { trace_id: traceId, error: String(error) });
    } finally {
      this.#rearm();
    }
  }

  #rearm(): void {
    const { store, alarm, now } = this.#tools;
    const { transfers } = store.purses;
    const attempts = transfers.open().map(({ nextAttemptAtMs }) => nextAttemptAtMs);
    const ends = transfers.holding().map((sessionId) => this.#leavesAtMs(sessionId));
    const nextMs = Math.min(...attempts, ...ends);
    if (Number.isFinite(nextMs)) alarm.arm(Math.max(RECOVER_AFTER_MS, nextMs - now()));
  }

  #overAtMs(sessionId: string): number {
    const session = this.#tools.store.player.session(sessionId);
    return session ? purseOverAtMs(session, this.#tools.launchLifetimeMs) : Number.NEGATIVE_INFINITY;
  }

  /** When to look whether a session's money can leave: it does not before a round that is open has been tried again. */
  #leavesAtMs(sessionId: string): number {
    const tries = this.#openRoundsOf(sessionId).map(({ nextAttemptAtMs }) => nextAttemptAtMs);
    const overAtMs = this.#overAtMs(sessionId);
    return tries.length === 0 ? overAtMs : Math.max(overAtMs, Math.min(...tries));
  }

  #openRoundsOf(sessionId: string): Round[] {
    return this.#tools.openRounds().filter(({ mode }) => mode.purseSessionId === sessionId);
  }

  #newTransfer(
    sessionId: string,
    direction: Transfer['direction'],
    amountMinor: number,
    currency: Currency,
  ): Transfer {
    const { sha256, who, now } = this.#tools;
    const key = transferKey(sha256, who(), sessionId, direction);
    this.#fresh.add(key);
    return requestTransfer({ key, sessionId, direction, amountMinor, currency }, now());
  }

  /**
   * Once a session is over and none of its rounds is open, all it holds leaves its balance in the transaction that
   * writes the transfer: from here on it can be paid out only, and only once.
   */
  #closeIfOver(sessionId: string): void {
    const { store, now, endSession, alarm } = this.#tools;
    const { transfers, ledger } = store.purses;
    const purse = transfers.purse(sessionId);
    if (purse?.in.state !== 'DONE' || purse.out || this.#overAtMs(sessionId) > now()) return;
    if (this.#openRoundsOf(sessionId).length > 0) return;
    const out = this.#newTransfer(sessionId, 'out', ledger.balanceMinor(sessionId), purse.in.currency);
    store.transaction(() => {
      endSession(sessionId, now());
      transfers.put(out, 0);
      for (const posting of transferPosting(out)) ledger.post(posting, now());
      alarm.arm(RECOVER_AFTER_MS);
    });
  }

  /** Whoever comes later joins the drive that runs. */
  #drive(key: string, traceId: string): Promise<Transfer> {
    const running = this.#drives.get(key);
    if (running) return running;
    const drive = this.#run(key, traceId).finally(() => this.#drives.delete(key));
    this.#drives.set(key, drive);
    return drive;
  }

  async #run(key: string, traceId: string): Promise<Transfer> {
    const { store, partners, who, now, pause, log } = this.#tools;
    const rows = store.purses.transfers;
    try {
      const tools = {
        who: who(),
        wallet: partners.transfersOf(who().operatorId),
        policy: partners.policyOf(who().operatorId),
        owns: (transfer: Transfer) => rows.version(key) === transfer.version,
        save: (transfer: Transfer, expected: number) => this.#save(transfer, expected),
        now,
        pause,
        traceId,
      };
      const end = await driveTransfer(this.#take(key, tools.policy), tools, now() + DRIVE_BUDGET_MS);
      const { state, direction, attempts, sessionId } = end;
      const level = state === 'HELD' || state === 'REFUSED' ? 'warn' : 'info';
      const facts = { trace_id: traceId, session_id: sessionId, direction, state, attempts };
      log(level, 'transfer driven', facts);
      return end;
    } catch (error) {
      log('error', 'transfer failed', { trace_id: traceId, transaction_id: key, error: String(error) });
      const stored = rows.find(key);
      if (stored) return stored;
      throw error;
    } finally {
      this.#rearm();
    }
  }

  /** Reads a stored transfer for driving; what this instance did not send itself is in doubt. */
  #take(key: string, policy: RoundPolicy): Transfer {
    const { store, now } = this.#tools;
    const stored = store.purses.transfers.find(key);
    if (!stored) throw new TransferLostError(key);
    if (this.#fresh.delete(key)) return stored;
    const transfer = stepTransfer(stored, { type: 'recovered' }, policy, now());
    if (transfer !== stored) this.#save(transfer, stored.version);
    return transfer;
  }

  /** Money that came in is posted, and a session whose money was refused ends, in the transaction that says so. */
  #save(transfer: Transfer, expected: number): void {
    const { store, now, endSession, alarm, sha256, who } = this.#tools;
    store.transaction(() => {
      const before = store.purses.transfers.find(transfer.key)?.state;
      store.purses.transfers.put(transfer, expected);
      if (transfer.direction === 'in' && transfer.state === 'DONE')
        for (const posting of transferPosting(transfer)) store.purses.ledger.post(posting, now());
      if (transfer.state === 'REFUSED') endSession(transfer.sessionId, now());
      const trouble = transfer.state === before ? undefined : troubleOf(transfer, who(), now());
      if (trouble) store.player.append(sha256, trouble);
      alarm.arm(RECOVER_AFTER_MS);
    });
  }
}
