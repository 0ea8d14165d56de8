import type { Env } from '../env.ts';
import type { NonceClaim } from '../storage/nonces.ts';
import { shardName } from '../storage/shards.ts';
import type { SessionFacts } from './session-facts.ts';
import type { AnnounceAnswer } from './session-shard.ts';

const REMEMBERED = 5_000;

/** Announces and finds sessions. Found ones are remembered: they never change, so memory cannot be wrong. */
export class SessionDirectory {
  private readonly remembered = new Map<string, SessionFacts>();
  private readonly namespace: Env['SESSIONS'];

  constructor(namespace: Env['SESSIONS']) {
    this.namespace = namespace;
  }

  private shard(sessionId: string) {
    return this.namespace.get(this.namespace.idFromName(shardName(sessionId)));
  }

  announce(session: SessionFacts, nonce: NonceClaim, nowMs: number): Promise<AnnounceAnswer> {
    return this.shard(session.sessionId).announce(session, nonce, nowMs);
  }

  /** The session, or null when it was never announced. */
  async find(sessionId: string): Promise<SessionFacts | null> {
    const known = this.remembered.get(sessionId);
    if (known) return known;
    const found = await this.shard(sessionId).find(sessionId);
    if (found) this.remember(found);
    return found;
  }

  private remember(session: SessionFacts): void {
    const oldest = this.remembered.keys().next();
    if (this.remembered.size >= REMEMBERED && !oldest.done) this.remembered.delete(oldest.value);
    this.remembered.set(session.sessionId, session);
  }
}
