import { type FreeSpinGrant, money, type StoredEvent, toTimestamp } from '@roundgate/contract';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import type { Promo, SpinWish } from './promo.ts';

const COUNT = 5;
const BET_MINOR = 20;
const HOUR_MS = 3_600_000;
const SHARE = 10;

/** Gives every tenth player a packet, twice with the same id, and spends it among the other spins. */
export class FreeSpinsPromo implements Promo {
  readonly #left = new Map<string, number>();
  readonly #running = new Set<string>();

  async prepare(): Promise<void> {}

  async welcome(stack: Stack, playerId: string, index: number): Promise<void> {
    if (index % SHARE !== 0) return;
    const grant = {
      grant_id: `fs-${playerId}`,
      game_id: 'g-night-market',
      count: COUNT,
      bet_size: money(BET_MINOR, 'EUR'),
      expires_at: toTimestamp(Date.now() + HOUR_MS),
    };
    const path = `/v1/players/${playerId}/free-spins`;
    for (let copy = 0; copy < 2; copy += 1)
      await signedCall(stack, stack.urls.gatewayApi, 'key-op-lantern', 'POST', path, grant);
    this.#left.set(playerId, COUNT);
  }

  wish(playerId: string): SpinWish | undefined {
    const left = this.#left.get(playerId) ?? 0;
    if (left === 0 || this.#running.has(playerId) || Math.random() < 0.5) return undefined;
    this.#running.add(playerId);
    return { stakeMinor: BET_MINOR, spinType: 'free', grantId: `fs-${playerId}` };
  }

  spent({ grantId }: SpinWish, playerId: string, finished: boolean): void {
    if (!grantId) return;
    this.#running.delete(playerId);
    if (finished) this.#left.set(playerId, (this.#left.get(playerId) ?? 0) - 1);
  }

  /** Every packet: what the gateway counts, what was played, and what the players saw, are one number. */
  async faults(stack: Stack, events: readonly StoredEvent[]): Promise<string[]> {
    const played = new Map<string, number>();
    for (const { event } of events)
      if (event.type === 'spin_finished' && event.spin_type === 'free')
        played.set(event.player_id, (played.get(event.player_id) ?? 0) + 1);
    const faults: string[] = [];
    for (const [playerId, left] of this.#left) {
      const path = `/v1/players/${playerId}/free-spins`;
      const { grants } = await signedCall<{ grants: FreeSpinGrant[] }>(
        stack,
        stack.urls.gatewayApi,
        'key-op-lantern',
        'GET',
        path,
      );
      const used = grants.reduce((sum, grant) => sum + grant.used, 0);
      const counts = [grants.length, used, played.get(playerId) ?? 0];
      if (counts.join() !== [1, COUNT - left, COUNT - left].join())
        faults.push(
          `fs-${playerId}: packets, used and played are ${counts}, the player saw ${COUNT - left} of ${COUNT}`,
        );
    }
    return faults;
  }
}
