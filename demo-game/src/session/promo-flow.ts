import type { GameOffer, PromoNews, RoundResult } from '@roundgate/contract';
import { Invitation } from '../game/ui/invitation.ts';
import { PromoStrip } from '../game/ui/promo-strip.ts';
import type { Words } from '../game/words.ts';
import { leftOf, type Packet, type PacketOver, Packets } from '../model/packets.ts';

const packetOf = ({
  grant_id,
  spin_type = 'free',
  bet_size,
  count,
  used,
  expires_at,
  won_minor,
}: GameOffer): Packet => ({
  ...{ grantId: grant_id, kind: spin_type, betMinor: bet_size.amount_minor, count, used },
  ...{ wonMinor: won_minor, expiresAtMs: Date.parse(expires_at) },
});

/** What promotions need of the game. */
export interface PromoTools {
  readonly parent: HTMLElement;
  readonly words: Words;
  /** The player wants nothing to move. */
  still(): boolean;
  /** The strip above the reels wants this much room now. */
  onHeight(heightPx: number): void;
  /** The player has begun a packet. */
  onBegun(packet: Packet): void;
}

/** What is free to play and what is played for, as the player sees it, beside the rounds. */
export class PromoFlow {
  readonly #tools: PromoTools;
  readonly #packets = new Packets();
  readonly #strip: PromoStrip;
  readonly #invitation: Invitation;
  #news: PromoNews = { free_spins: [], jackpots: [] };
  #open = false;
  #idle = false;

  constructor(tools: PromoTools) {
    const { parent, words, still } = tools;
    this.#tools = tools;
    this.#strip = new PromoStrip(parent, words, {
      still,
      onGift: () => this.#ask(),
      onHeight: tools.onHeight,
    });
    this.#invitation = new Invitation(parent, words, {
      accept: (packet) => this.#begin(packet),
      putOff: () => this.#packets.putOff(),
    });
  }

  /** The packet that the next round is played from; null: the player's own stake. */
  get running(): Packet | null {
    return this.#packets.running;
  }

  /** The meters that are played for, for the rules. */
  get meters(): PromoNews['jackpots'] {
    return this.#news.jackpots;
  }

  /** The start screen is left: from now on there is room. */
  begin(): void {
    this.#open = true;
    this.hear(this.#news);
  }

  hear(news: PromoNews): void {
    this.#news = news;
    if (!this.#open) return;
    this.#packets.hear(news.free_spins.map(packetOf));
    this.#strip.tellMeters(news.jackpots, performance.now());
  }

  /** One frame. `idle`: no round, no autoplay and no other sheet is in the way. */
  frame(nowMs: number, idle: boolean): void {
    if (!this.#open) return;
    this.#idle = idle;
    this.#strip.frame(nowMs);
    const wallMs = Date.now();
    const asked = this.#invitation.packet;
    const waiting = this.#packets.waiting(wallMs);
    if (asked && !waiting.some(({ grantId }) => grantId === asked.grantId)) this.#invitation.withdraw();
    const running = this.#packets.running;
    const count = waiting.reduce((sum, packet) => sum + leftOf(packet), 0);
    this.#strip.tellPackets(running ? { running } : count > 0 ? { waiting: count, busy: !idle } : null);
    const next = idle && !asked ? this.#packets.invitation(wallMs) : null;
    if (next) this.#invitation.open(next);
  }

  /** A round begins. */
  hold(): void {
    this.#packets.hold();
  }

  /** A round was shown to its end; answers the packet that ended with it. */
  played({ spin_type, win }: RoundResult): PacketOver | null {
    this.#packets.release(spin_type === 'cash' ? null : win.amount_minor);
    const { running } = this;
    return running && leftOf(running) === 0 ? this.settle() : null;
  }

  /** A round did not take place; `lost`: nor can another of this packet. */
  refused(lost: boolean): void {
    this.#packets.release(null);
    if (lost) this.#packets.lose();
  }

  /** Ends the running packet when it is over. To be asked while no round runs. */
  settle(): PacketOver | null {
    return this.#packets.settle(Date.now());
  }

  /** The picture was laid out anew. */
  refit(): void {
    this.#strip.refit();
  }

  /** Writes everything in the language that is set now. */
  relabel(): void {
    this.#strip.relabel();
    this.#invitation.relabel();
  }

  #ask(): void {
    const [packet] = this.#packets.waiting(Date.now());
    if (packet && this.#idle) this.#invitation.open(packet);
  }

  #begin(packet: Packet): void {
    this.#packets.start(packet.grantId);
    this.#tools.onBegun(packet);
  }
}
