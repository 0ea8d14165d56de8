import type { Env } from '../env.ts';
import type { CallFacts, SpinOrder } from '../spins/spin-types.ts';
import { shardName } from '../storage/shards.ts';
import {
  type GrantFacts,
  type GrantName,
  grantOf,
  type IssueAnswer,
  nameText,
  type SpendAnswer,
} from './grant-types.ts';

/** Sends each call to the shard that holds its packet. */
export class GrantDirectory {
  private readonly namespace: Env['GRANTS'];

  constructor(namespace: Env['GRANTS']) {
    this.namespace = namespace;
  }

  private shard(grant: GrantName) {
    return this.namespace.get(this.namespace.idFromName(shardName(nameText(grant))));
  }

  issue(grant: GrantFacts, call: CallFacts): Promise<IssueAnswer> {
    return this.shard(grant).issue(grant, call);
  }

  spend(order: SpinOrder): Promise<SpendAnswer> {
    return this.shard(grantOf(order)).spend(order);
  }

  async giveBack(grant: GrantName, key: string): Promise<void> {
    await this.shard(grant).giveBack(grant, key);
  }
}
