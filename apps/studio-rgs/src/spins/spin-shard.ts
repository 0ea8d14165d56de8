import { DurableObject } from 'cloudflare:workers';
import { type Config, readConfig } from '../config.ts';
import type { Env } from '../env.ts';
import { CARRY_TABLE, CarryTable } from '../jackpots/carry-table.ts';
import { registry } from '../registry/model-registry.ts';
import { samePlay } from '../sessions/session-facts.ts';
import { migrate } from '../storage/migrate.ts';
import { NONCE_TABLE, NonceTable } from '../storage/nonces.ts';
import { drawSpin, drawsText, type Outcome, playsOf, redrawSpin, stakeFault } from './draw-spin.ts';
import { sealSpin } from './row-seal.ts';
import { DRAW_LOG, JACKPOT_PLAYS, SPIN_GRANT, SPIN_TABLE, SpinTable, VOID_TABLE } from './spin-table.ts';
import type {
  CallFacts,
  ReplayAnswer,
  SpinAnswer,
  SpinOrder,
  StoredSpin,
  VoidAnswer,
  VoidOrder,
} from './spin-types.ts';

/** The meter that a stored spin has hit. */
const hitOf = ({ outcomeJson }: StoredSpin): string | null =>
  (JSON.parse(outcomeJson) as Outcome).jackpot?.jackpot_id ?? null;

/** The same bet asked again: all of it, but for the session id, which a new login changes. */
const sameOrder = (stored: StoredSpin, order: SpinOrder): boolean =>
  stored.roundId === order.roundId &&
  stored.stakeMinor === order.stakeMinor &&
  stored.currency === order.currency &&
  stored.spinType === order.spinType &&
  stored.grantId === order.grantId &&
  samePlay(stored.session, order.session);

/**
 * Holds a share of the spins and draws them. Every method is synchronous from its first read to its last write, so
 * that two requests with one key cannot both find it unused (spec W3).
 */
export class SpinShard extends DurableObject<Env> {
  private readonly config: Config;
  private readonly spins: SpinTable;
  private readonly nonces: NonceTable;
  private readonly carries: CarryTable;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.config = readConfig(env);
    migrate(ctx.storage, [
      SPIN_TABLE,
      VOID_TABLE,
      NONCE_TABLE,
      DRAW_LOG,
      SPIN_GRANT,
      JACKPOT_PLAYS,
      CARRY_TABLE,
    ]);
    this.spins = new SpinTable(ctx.storage.sql);
    this.nonces = new NonceTable(ctx.storage.sql);
    this.carries = new CarryTable(ctx.storage.sql);
  }

  /** Draws a spin, once per key; the first answer is given for ever (spec S2). */
  spin(order: SpinOrder, call: CallFacts): SpinAnswer {
    if (!this.nonces.claim(call.nonce, call.nowMs)) return { kind: 'nonce_replayed' };
    // What is stored is looked at before the order is judged: rules may have changed since it was drawn.
    const stored = this.spins.find(order.key);
    if (stored && !sameOrder(stored.spin, order)) return { kind: 'conflict' };
    if (this.spins.voidedRound(order.key) !== undefined) return { kind: 'closed' };
    return stored ? { kind: 'drawn', spin: stored.spin, replayed: true } : this.draw(order, call.nowMs);
  }

  private draw(order: SpinOrder, nowMs: number): SpinAnswer {
    const { session } = order;
    if (order.currency !== session.currency) return { kind: 'currency_not_allowed' };
    const offered = registry.offered(session.gameId, session.rtpProfile);
    if (!offered) return { kind: 'cannot_draw', detail: `${session.gameId} is not part of this deployment` };
    const detail = stakeFault(offered, order.stakeMinor);
    if (detail) return { kind: 'stake_not_allowed', detail };
    const { seeds } = this.config;
    // Only cash stakes put something into a pool, and only they may win it.
    const offers = order.spinType === 'cash' ? order.jackpots : [];
    const entries = offers.map((offer) => this.carries.enter(offer, order.stakeMinor));
    const plays = entries.map(({ play }) => play);
    const spin = drawSpin(order, offered, seeds, nowMs, plays);
    for (const entry of entries) this.carries.keep(entry);
    this.spins.insert(spin, sealSpin(seeds.current, spin));
    return { kind: 'drawn', spin, replayed: false };
  }

  /** Closes a key for ever, seen before or not; `keep` leaves a drawn spin as it is. */
  void(order: VoidOrder, call: CallFacts): VoidAnswer {
    if (!this.nonces.claim(call.nonce, call.nowMs)) return { kind: 'nonce_replayed' };
    const drawn = this.spins.find(order.key)?.spin;
    const drawnRound = drawn?.roundId;
    const voidedRound = this.spins.voidedRound(order.key);
    const knownRound = drawnRound ?? voidedRound;
    if (knownRound !== undefined && knownRound !== order.roundId) return { kind: 'other_round' };
    const jackpotId = drawn ? hitOf(drawn) : null;
    if (voidedRound !== undefined) return { kind: 'voided', jackpotId };
    if (drawn && order.ifDrawn === 'keep') return { kind: 'already_drawn' };
    this.spins.insertVoid(order, call.nowMs);
    for (const play of drawn ? playsOf(drawn) : []) this.carries.undo(play, drawn?.stakeMinor ?? 0);
    return { kind: 'voided', jackpotId };
  }

  /** Draws a stored spin again and compares it with its row (spec R2). */
  replay(key: string, call: CallFacts): ReplayAnswer {
    if (!this.nonces.claim(call.nonce, call.nowMs)) return { kind: 'nonce_replayed' };
    const stored = this.spins.find(key);
    if (!stored) return { kind: 'not_found' };
    const { spin } = stored;
    const redraw = redrawSpin(spin, registry, this.config.seeds);
    if ('missing' in redraw)
      return { kind: 'cannot_draw', detail: `${redraw.missing} is not part of this deployment` };
    return {
      kind: 'replayed',
      spin,
      outcomeJson: redraw.drawn?.outcomeJson ?? '{"winMinor":0,"features":[],"events":[]}',
      draws: redraw.drawn?.draws ?? [],
      matches:
        redraw.drawn?.outcomeJson === spin.outcomeJson &&
        (spin.drawsJson === '' || drawsText(redraw.drawn.draws) === spin.drawsJson) &&
        this.sealHolds(spin, stored.seal),
      voided: this.spins.voidedRound(key) !== undefined,
    };
  }

  private sealHolds(spin: StoredSpin, seal: string): boolean {
    const seed = this.config.seeds.find(spin.seedId);
    return seed !== undefined && sealSpin(seed, spin) === seal;
  }
}
