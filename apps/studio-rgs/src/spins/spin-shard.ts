import { DurableObject } from 'cloudflare:workers';
import { type Config, readConfig } from '../config.ts';
import type { Env } from '../env.ts';
import { registry } from '../registry/model-registry.ts';
import { samePlay } from '../sessions/session-facts.ts';
import { migrate } from '../storage/migrate.ts';
import { NONCE_TABLE, NonceTable } from '../storage/nonces.ts';
import { drawSpin, drawsText, redrawSpin, stakeFault } from './draw-spin.ts';
import { sealSpin } from './row-seal.ts';
import { DRAW_LOG, SPIN_GRANT, SPIN_TABLE, SpinTable, VOID_TABLE } from './spin-table.ts';
import type {
  CallFacts,
  ReplayAnswer,
  SpinAnswer,
  SpinOrder,
  StoredSpin,
  VoidAnswer,
  VoidOrder,
} from './spin-types.ts';

/** The same bet asked again: all of it, but for the session id, which a new login changes. */
const sameOrder = (stored: SpinOrder, order: SpinOrder): boolean =>
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

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.config = readConfig(env);
    migrate(ctx.storage, [SPIN_TABLE, VOID_TABLE, NONCE_TABLE, DRAW_LOG, SPIN_GRANT]);
    this.spins = new SpinTable(ctx.storage.sql);
    this.nonces = new NonceTable(ctx.storage.sql);
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
    const spin = drawSpin(order, offered, seeds, nowMs);
    this.spins.insert(spin, sealSpin(seeds.current, spin));
    return { kind: 'drawn', spin, replayed: false };
  }

  /** Closes a key for ever, seen before or not; `keep` leaves a drawn spin as it is. */
  void(order: VoidOrder, call: CallFacts): VoidAnswer {
    if (!this.nonces.claim(call.nonce, call.nowMs)) return 'nonce_replayed';
    const drawnRound = this.spins.find(order.key)?.spin.roundId;
    const voidedRound = this.spins.voidedRound(order.key);
    const knownRound = drawnRound ?? voidedRound;
    if (knownRound !== undefined && knownRound !== order.roundId) return 'other_round';
    if (voidedRound !== undefined) return 'voided';
    if (drawnRound !== undefined && order.ifDrawn === 'keep') return 'already_drawn';
    this.spins.insertVoid(order, call.nowMs);
    return 'voided';
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
