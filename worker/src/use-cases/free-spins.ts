import { type FreeSpinGrant, type FreeSpinsOffer, type ProblemCode, toTimestamp } from '@roundgate/contract';
import type { Who } from '../domain/ports.ts';
import {
  endOfGrant,
  fitsSession,
  type Grant,
  type GrantEnd,
  type GrantWish,
  grantState,
  grantView,
  isSameWish,
  newGrant,
  offerOf,
} from '../domain/promo/grant.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import { NO_RG_FLAGS, type Refusal, type Session } from '../domain/sessions/session.ts';
import type { AlarmClock } from './alarm-clock.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { GrantRows, PlayerStore } from './player-store.ts';
import type { Log, Partners } from './round-runner.ts';

/** What the free spins of a player stand on. */
export interface FreeSpinsTools {
  readonly store: PlayerStore & { readonly grants: GrantRows };
  readonly alarm: AlarmClock;
  readonly partners: Partners;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly now: () => number;
  /** How many spins of a packet are played or reserved. */
  readonly usedOf: (grantId: string) => number;
  /** Makes sure that a player without a session has a record; inside a transaction. */
  readonly ensurePlayer: (who: Who) => void;
  /** How soon the alarm publishes an event. */
  readonly publishAfterMs: number;
  /** A packet was given, taken back or has ended: open windows are to ask again. */
  readonly onNews: () => void;
}

/** A grant with what its operator is told beside it. */
export type Granted = FreeSpinGrant & { readonly replayed: boolean };

/** Refusals of the RGS that tell the operator what is wrong with its grant; any other means that it takes none. */
const TELLABLE: ReadonlySet<ProblemCode> = new Set(['STAKE_NOT_ALLOWED', 'IDEMPOTENCY_CONFLICT']);

/**
 * The packets of free spins of one player: given, offered, taken back and ended (spec F1). They are spent by the rounds
 * that name them, and counted from these.
 */
export class FreeSpins {
  readonly #tools: FreeSpinsTools;

  constructor(tools: FreeSpinsTools) {
    this.#tools = tools;
  }

  /**
   * Gives a packet, once. The RGS is told before it is written: what it cannot play is refused here and not in the
   * game. When the RGS cannot be asked the packet is given all the same, and issued before its first spin.
   */
  async grant(who: Who, wish: GrantWish, traceId: string): Promise<Reply<Granted>> {
    const { partners, now } = this.#tools;
    const known = this.#known(who, wish);
    if (known) return known;
    const refusal = this.#refusalOf(who, wish);
    if (refusal) return refuse(refusal);
    const grant = newGrant(wish, now());
    const told = await partners.rgsOf(wish.gameId).grant(who, grant, traceId);
    if (told.kind === 'refused')
      return refuse({ code: TELLABLE.has(told.code) ? told.code : 'GAME_NOT_ALLOWED' });
    return this.#known(who, wish) ?? this.#give(who, { ...grant, isTold: told.kind === 'ok' });
  }

  /** Takes back what was not played; a round that runs is finished. */
  cancel({ playerId }: Who, grantId: string): Reply<FreeSpinGrant> {
    const { store, now } = this.#tools;
    const grant = store.grants.find(grantId);
    if (!grant) return refuse({ code: 'GRANT_NOT_FOUND' });
    if (grant.ended === null && grant.cancelledAtMs === null)
      this.#write(() => this.#endIfOver({ ...grant, cancelledAtMs: now() }));
    return accept(this.#view(store.grants.find(grantId) ?? grant, playerId));
  }

  /** The player's packets in every state, newest first. */
  list({ playerId }: Who, limit: number): FreeSpinGrant[] {
    return this.#tools.store.grants.list(limit).map((grant) => this.#view(grant, playerId));
  }

  /** What a session's game may offer, the first to expire first. */
  offers(session: Session): FreeSpinsOffer[] {
    const { store, usedOf, now } = this.#tools;
    return store.grants
      .running()
      .filter((grant) => fitsSession(grant, session))
      .filter((grant) => grantState(grant, usedOf(grant.grantId), now()) === 'active')
      .sort((left, right) => left.expiresAtMs - right.expiresAtMs)
      .map((grant) => offerOf(grant, usedOf(grant.grantId)));
  }

  /** Ends what is over by now, and comes back for what will be. Never throws. */
  tend(): void {
    const { store, log } = this.#tools;
    try {
      const over = store.grants.running().filter((grant) => this.#endOf(grant) !== undefined);
      if (over.length > 0) this.#write(() => over.forEach((grant) => void this.#endIfOver(grant)));
      this.rearm();
    } catch (error) {
      log('error', 'free spins failed', { error: String(error) });
    }
  }

  /** Makes sure that the alarm rings when the next packet expires. One whose spin still runs waits for the round's own alarm. */
  rearm(): void {
    const { store, alarm, now } = this.#tools;
    const nextMs = store.grants.running().map(({ expiresAtMs }) => expiresAtMs - now());
    const ahead = nextMs.filter((inMs) => inMs > 0);
    if (ahead.length > 0) alarm.arm(Math.min(...ahead));
  }

  /** A grant that is there already: the same one, or a conflict. */
  #known(who: Who, wish: GrantWish): Reply<Granted> | undefined {
    const grant = this.#tools.store.grants.find(wish.grantId);
    if (!grant) return undefined;
    if (!isSameWish(grant, wish)) return refuse({ code: 'IDEMPOTENCY_CONFLICT' });
    return accept({ ...this.#view(grant, who.playerId), replayed: true });
  }

  #refusalOf({ operatorId }: Who, { expiresAtMs }: GrantWish): Refusal | undefined {
    const { store, partners, now } = this.#tools;
    if (!partners.policyOf(operatorId).wallet.creditsAlone)
      return {
        code: 'FORBIDDEN',
        facts: { detail: 'the wallet of this operator pays no win without a stake' },
      };
    const { blocked, self_excluded } = store.player.record()?.flags ?? NO_RG_FLAGS;
    // Somebody who must not play is not tempted to.
    if (blocked || self_excluded) return { code: 'RG_BLOCKED' };
    if (expiresAtMs > now()) return undefined;
    const errors = [{ field: 'expires_at', message: 'must be in the future' }];
    return { code: 'VALIDATION_FAILED', facts: { errors } };
  }

  #give(who: Who, grant: Grant): Reply<Granted> {
    const { store, ensurePlayer } = this.#tools;
    this.#write(() => {
      ensurePlayer(who);
      store.grants.put(grant);
      this.#append({ type: 'free_spins_granted', expires_at: toTimestamp(grant.expiresAtMs) }, grant);
    });
    this.rearm();
    return accept({ ...this.#view(grant, who.playerId), replayed: false });
  }

  #endOf(grant: Grant): GrantEnd | undefined {
    const { store, usedOf, now } = this.#tools;
    const { settled } = store.grants.use(grant.grantId);
    return endOfGrant(grant, { used: usedOf(grant.grantId), settled }, now());
  }

  /** Stores a packet, with its end and the event that says so when it is over; inside a transaction. */
  #endIfOver(grant: Grant): void {
    const { store } = this.#tools;
    const ended = this.#endOf(grant) ?? null;
    store.grants.put({ ...grant, ended });
    if (ended === null) return;
    const { used } = store.grants.use(grant.grantId);
    this.#append({ type: 'free_spins_ended', used, reason: ended }, grant);
  }

  #append(
    told:
      | { type: 'free_spins_granted'; expires_at: string }
      | { type: 'free_spins_ended'; used: number; reason: GrantEnd },
    { grantId, gameId, count }: Grant,
  ): void {
    const { store, sha256, now } = this.#tools;
    const record = store.player.record();
    if (!record) return;
    store.player.append(sha256, {
      ...told,
      ts: toTimestamp(now()),
      operator_id: record.operatorId,
      player_id: record.playerId,
      grant_id: grantId,
      game_id: gameId,
      count,
    });
  }

  #view(grant: Grant, playerId: string): FreeSpinGrant {
    const { usedOf, now } = this.#tools;
    return grantView(grant, usedOf(grant.grantId), playerId, now());
  }

  /** One transaction, with an alarm that will publish what it says; then whoever listens is told. */
  #write(work: () => void): void {
    const { store, alarm, publishAfterMs, onNews } = this.#tools;
    store.transaction(() => {
      work();
      alarm.arm(publishAfterMs);
    });
    onNews();
  }
}
