/** Free spins that the operator gave: a number of spins of one bet (spec F1). */
export interface Packet {
  readonly grantId: string;
  /** What its spins are: a gift of the operator, or those of a tournament that was joined. */
  readonly kind: 'free' | 'tournament';
  /** What every spin of it plays for; nothing of it is taken from the player. */
  readonly betMinor: number;
  readonly count: number;
  readonly used: number;
  readonly wonMinor: number;
  readonly expiresAtMs: number;
}

/** Why a packet is played no more: all spins were played, its time is up, or it is not offered any more. */
export type PacketEnd = 'finished' | 'expired' | 'gone';

/** A packet that has ended, and why. */
export interface PacketOver {
  readonly packet: Packet;
  readonly end: PacketEnd;
}

/** Spins of a packet that are still to be played. */
export const leftOf = ({ count, used }: Packet): number => Math.max(0, count - used);

/** The later of two states of the same packet: what was played is never played less. */
const newer = (told: Packet, known: Packet | undefined): Packet => ({
  ...told,
  used: Math.max(told.used, known?.used ?? 0),
  wonMinor: Math.max(told.wonMinor, known?.wonMinor ?? 0),
});

/**
 * The packets of one session: what is offered, which one is being played, and which the player has put off. What was
 * told may be older than what was played since.
 */
export class Packets {
  readonly #known = new Map<string, Packet>();
  readonly #putOff = new Set<string>();
  #offered: readonly string[] = [];
  #running: string | null = null;
  #held = false;
  #late: readonly Packet[] | null = null;

  /** Takes what is offered now, the first to expire first. News that would give a running round away wait until it is shown. */
  hear(offers: readonly Packet[]): void {
    if (this.#held) {
      this.#late = offers;
      return;
    }
    this.#offered = offers.map(({ grantId }) => grantId);
    for (const offer of offers) this.#known.set(offer.grantId, newer(offer, this.#known.get(offer.grantId)));
  }

  /** The packet that the next spin is played from; null: the player's own stake. */
  get running(): Packet | null {
    return this.#known.get(this.#running ?? '') ?? null;
  }

  /** Packets that can be begun, the first to expire first. */
  waiting(nowMs: number): Packet[] {
    return this.#offered
      .flatMap((grantId) => this.#known.get(grantId) ?? [])
      .filter((packet) => packet.grantId !== this.#running && leftOf(packet) > 0)
      .filter(({ expiresAtMs }) => expiresAtMs > nowMs);
  }

  /** The packet that the player is to be asked about. */
  invitation(nowMs: number): Packet | null {
    if (this.#running !== null) return null;
    return this.waiting(nowMs).find(({ grantId }) => !this.#putOff.has(grantId)) ?? null;
  }

  start(grantId: string): void {
    this.#running = grantId;
  }

  /** The player does not want to be asked about what is offered now; it can still be begun. */
  putOff(): void {
    for (const grantId of this.#offered) this.#putOff.add(grantId);
  }

  /** A round begins. */
  hold(): void {
    this.#held = true;
  }

  /** The round has been shown, or did not take place; `winMinor` is what a spin of the running packet has won. */
  release(winMinor: number | null): void {
    const packet = this.running;
    if (packet && winMinor !== null)
      this.#known.set(packet.grantId, {
        ...packet,
        used: packet.used + 1,
        wonMinor: packet.wonMinor + winMinor,
      });
    this.#held = false;
    if (this.#late) this.hear(this.#late);
    this.#late = null;
  }

  /** The running packet cannot be played now: it ends here, and the player is not asked again by itself. */
  lose(): void {
    if (this.#running !== null) this.#putOff.add(this.#running);
    this.#offered = this.#offered.filter((grantId) => grantId !== this.#running);
  }

  /** Ends the running packet when it is over; to be asked while no round runs. */
  settle(nowMs: number): PacketOver | null {
    const packet = this.running;
    const end = packet && this.#endOf(packet, nowMs);
    if (!packet || !end) return null;
    this.#running = null;
    return { packet, end };
  }

  #endOf(packet: Packet, nowMs: number): PacketEnd | null {
    if (leftOf(packet) === 0) return 'finished';
    if (packet.expiresAtMs <= nowMs) return 'expired';
    return this.#offered.includes(packet.grantId) ? null : 'gone';
  }
}
