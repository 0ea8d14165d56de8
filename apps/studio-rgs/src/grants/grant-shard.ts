import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import type { CallFacts, SpinOrder } from '../spins/spin-types.ts';
import { migrate } from '../storage/migrate.ts';
import { NONCE_TABLE, NonceTable } from '../storage/nonces.ts';
import { GRANT_TABLES, GrantTable } from './grant-table.ts';
import {
  type GrantFacts,
  type GrantName,
  grantOf,
  type IssueAnswer,
  nameText,
  type SpendAnswer,
  spendPrint,
} from './grant-types.ts';

const isSameGrant = (left: GrantFacts, right: GrantFacts): boolean =>
  left.gameId === right.gameId &&
  left.count === right.count &&
  left.betMinor === right.betMinor &&
  left.currency === right.currency;

const isItsBet = (grant: GrantFacts, order: SpinOrder): boolean =>
  grant.gameId === order.session.gameId &&
  grant.betMinor === order.stakeMinor &&
  grant.currency === order.currency;

/** Holds a share of the packets of free spins. Every method is one turn, so that two spins cannot take the last one. */
export class GrantShard extends DurableObject<Env> {
  private readonly grants: GrantTable;
  private readonly nonces: NonceTable;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [GRANT_TABLES, NONCE_TABLE]);
    this.grants = new GrantTable(ctx.storage.sql);
    this.nonces = new NonceTable(ctx.storage.sql);
  }

  /** Takes note of a packet, once; a repeat with the same content is no error (spec F1). */
  issue(grant: GrantFacts, { nonce, nowMs }: CallFacts): IssueAnswer {
    if (!this.nonces.claim(nonce, nowMs)) return 'nonce_replayed';
    const name = nameText(grant);
    const known = this.grants.find(name);
    if (known) return isSameGrant(known, grant) ? 'issued' : 'conflict';
    this.grants.insert(name, grant, nowMs);
    return 'issued';
  }

  /** Takes one spin, once per key. The key's content is compared, so that no two bets share a spin. */
  spend(order: SpinOrder): SpendAnswer {
    const name = nameText(grantOf(order));
    const grant = this.grants.find(name);
    if (!grant) return 'unknown';
    const print = spendPrint(order);
    const known = this.grants.spend(name, order.key);
    if (known?.given_back === 1) return 'closed';
    if (known) return known.print === print ? 'spent' : 'conflict';
    if (!isItsBet(grant, order)) return 'other_bet';
    if (this.grants.used(name) >= grant.count) return 'none_left';
    this.grants.insertSpend(name, order.key, print);
    return 'spent';
  }

  /** Gives the spin of a key back, taken or not: a spin that arrives late finds the key closed. */
  giveBack(grant: GrantName, key: string): void {
    this.grants.giveBack(nameText(grant), key);
  }
}
