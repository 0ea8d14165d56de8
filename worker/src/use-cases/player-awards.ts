import type { Currency } from '@roundgate/contract';
import type { TransferPort, Who } from '../domain/ports.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import { type Award, awardEvent, awardKey, newAward } from '../domain/tournaments/award.ts';
import type { LastSpin } from '../domain/tournaments/standing.ts';
import { troubleOf } from '../domain/transfers/events.ts';
import { stepTransfer } from '../domain/transfers/step-transfer.ts';
import { isOver, type Transfer } from '../domain/transfers/transfer.ts';
import type { AlarmClock } from './alarm-clock.ts';
import { driveTransfer, TransferLostError } from './drive-transfer.ts';
import type { AwardRows, PlayerStore } from './player-store.ts';
import { DRIVE_BUDGET_MS, type Log, type Pause } from './round-runner.ts';

/** How soon the alarm looks after what could not be finished. */
const RECOVER_AFTER_MS = 3_000;

/** What the prizes of a player stand on. */
export interface PlayerAwardsTools {
  readonly store: Pick<PlayerStore, 'player' | 'transaction'> & { readonly awards: AwardRows };
  readonly alarm: AlarmClock;
  readonly partners: {
    awardsOf(operatorId: string, tournamentId: string): TransferPort;
    policyOf(operatorId: string): RoundPolicy;
  };
  readonly who: () => Who;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly now: () => number;
  readonly pause: Pause;
  readonly keepAlive: (work: Promise<unknown>) => void;
  /** How soon the alarm publishes an event. */
  readonly publishAfterMs: number;
}

/** What was won, as the tournament tells it. */
export interface Won {
  readonly tournamentId: string;
  readonly rank: number | null;
  readonly amountMinor: number;
  readonly currency: Currency;
}

/**
 * The prizes of one player: owed once, and paid by the wallet as money on its way out is, for ever and under one key
 * (spec W3). What is paid stands in the chain in the transaction that says so.
 */
export class PlayerAwards {
  readonly #tools: PlayerAwardsTools;
  readonly #drives = new Map<string, Promise<void>>();

  constructor(tools: PlayerAwardsTools) {
    this.#tools = tools;
  }

  /** Takes a prize on, once; once this returns it will be paid. */
  owe(won: Won, last: LastSpin, traceId: string): void {
    const { store, alarm, sha256, who, now } = this.#tools;
    const key = awardKey(sha256, who(), won.tournamentId);
    if (!store.awards.find(key))
      store.transaction(() => {
        store.awards.put(newAward(key, { ...won, last }, now()), 0);
        alarm.arm(RECOVER_AFTER_MS);
      });
    this.#tools.keepAlive(this.#drive(key, traceId));
  }

  /** What was paid for a tournament, in minor units; null as long as nothing was. */
  paidMinor(tournamentId: string): number | null {
    const { store, sha256, who } = this.#tools;
    const movement = store.awards.find(awardKey(sha256, who(), tournamentId))?.movement;
    return movement?.state === 'DONE' ? movement.amountMinor : null;
  }

  /** Pays what is owed, and comes back while anything is. Never throws. */
  async tend(traceId: string): Promise<void> {
    const { store, now, log } = this.#tools;
    try {
      const due = store.awards
        .open()
        .filter(({ movement }) => movement.nextAttemptAtMs <= now() + DRIVE_BUDGET_MS);
      await Promise.all(due.map(({ movement }) => this.#drive(movement.key, traceId)));
    } catch (error) {
      log('error', 'prizes failed', { trace_id: traceId, error: String(error) });
    } finally {
      this.rearm();
    }
  }

  /** Makes sure that the alarm rings for the next attempt. */
  rearm(): void {
    const { store, alarm, now } = this.#tools;
    const nextMs = Math.min(...store.awards.open().map(({ movement }) => movement.nextAttemptAtMs));
    if (Number.isFinite(nextMs)) alarm.arm(Math.max(RECOVER_AFTER_MS, nextMs - now()));
  }

  /** Whoever comes later joins the drive that runs. Never throws. */
  #drive(key: string, traceId: string): Promise<void> {
    const running = this.#drives.get(key);
    if (running) return running;
    const drive = this.#run(key, traceId)
      .catch((error: unknown) =>
        this.#tools.log('error', 'prize failed', {
          trace_id: traceId,
          transaction_id: key,
          error: String(error),
        }),
      )
      .finally(() => {
        this.#drives.delete(key);
        this.rearm();
      });
    this.#drives.set(key, drive);
    return drive;
  }

  async #run(key: string, traceId: string): Promise<void> {
    const { store, partners, who, now, pause, log } = this.#tools;
    const award = store.awards.find(key);
    if (!award || isOver(award.movement)) return;
    const policy = partners.policyOf(who().operatorId);
    const tools = {
      who: who(),
      wallet: partners.awardsOf(who().operatorId, award.tournamentId),
      policy,
      owns: (movement: Transfer) => store.awards.find(key)?.movement.version === movement.version,
      save: (movement: Transfer, expected: number) => this.#save({ ...award, movement }, expected),
      ...{ now, pause, traceId },
    };
    const start = this.#taken(award, policy);
    const { state, attempts } = await driveTransfer(start, tools, now() + DRIVE_BUDGET_MS);
    const facts = { trace_id: traceId, tournament_id: award.tournamentId, state, attempts };
    log(state === 'HELD' ? 'warn' : 'info', 'prize driven', facts);
  }

  /** An instance that did not write the row may have been preceded by one that sent. */
  #taken(award: Award, policy: RoundPolicy): Transfer {
    const { movement } = award;
    const taken = stepTransfer(movement, { type: 'recovered' }, policy, this.#tools.now());
    if (taken !== movement) this.#save({ ...award, movement: taken }, movement.version);
    return taken;
  }

  #save(award: Award, expected: number): void {
    const { store, alarm, sha256, who, now, publishAfterMs } = this.#tools;
    const { movement } = award;
    store.transaction(() => {
      const before = store.awards.find(movement.key)?.movement.state;
      if (before === undefined) throw new TransferLostError(movement.key);
      store.awards.put(award, expected);
      const trouble = movement.state === before ? undefined : troubleOf(movement, who(), now());
      const event = movement.state === 'DONE' ? awardEvent(award, who()) : trouble;
      if (event) store.player.append(sha256, event);
      alarm.arm(event ? publishAfterMs : RECOVER_AFTER_MS);
    });
  }
}
