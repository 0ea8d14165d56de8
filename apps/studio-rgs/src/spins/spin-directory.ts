import type { Env } from '../env.ts';
import { shardName } from '../storage/shards.ts';
import type { CallFacts, ReplayAnswer, SpinAnswer, SpinOrder, VoidAnswer, VoidOrder } from './spin-types.ts';

/** Sends each call to the shard that holds its key. */
export class SpinDirectory {
  private readonly namespace: Env['SPINS'];

  constructor(namespace: Env['SPINS']) {
    this.namespace = namespace;
  }

  // Never repeated here: the nonce of the request may already be spent. The caller repeats with a new one.
  private shard(key: string) {
    return this.namespace.get(this.namespace.idFromName(shardName(key)));
  }

  spin(order: SpinOrder, call: CallFacts): Promise<SpinAnswer> {
    return this.shard(order.key).spin(order, call);
  }

  void(order: VoidOrder, call: CallFacts): Promise<VoidAnswer> {
    return this.shard(order.key).void(order, call);
  }

  replay(key: string, call: CallFacts): Promise<ReplayAnswer> {
    return this.shard(key).replay(key, call);
  }
}
