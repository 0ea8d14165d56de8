import type {
  GameCallFault,
  GameConfig,
  HostMessage,
  Money,
  PromoNews,
  RoundResult,
  RoundSummary,
  StartFeature,
} from '@roundgate/contract';
import type { BootHost } from '../game-frame/boot.ts';

/** What the loader tells a game while it runs. */
export interface GameHostEvents {
  readonly balance: { readonly balance: Money };
  readonly pause: Record<never, never>;
  readonly resume: Record<never, never>;
  readonly mute: { readonly muted: boolean };
  readonly 'set-locale': { readonly locale: string };
  /** The operator's page asks for the player's history; open it as soon as no round is running. */
  readonly 'show-history': Record<never, never>;
  /** Free spins that may be played now and jackpots that are played for: all of them, whenever one has changed. */
  readonly promo: { readonly promo: PromoNews };
}

/** One page of the player's history. */
export interface HistoryPage {
  readonly rounds: readonly RoundSummary[];
  readonly next_before: string | null;
}

/** Everything that a game can ask for. It has no network, no storage and no token of its own. */
export interface GameHost {
  readonly config: GameConfig;
  /** Address of a verified file of the build; throws {@link UnknownAssetError}. */
  assetUrl(path: string): string;
  /**
   * Plays one round; rejects with {@link GameCallError}. A repeat after a fault is a new bet: the loader has settled the
   * old one. `uses` says what started or sped it up beside the player's own press; the gateway refuses what its market forbids.
   * `grantId` names the packet of free spins that pays for it: the stake is then its bet size, and nothing is taken.
   */
  spin(stakeMinor: number, uses?: readonly StartFeature[], grantId?: string): Promise<RoundResult>;
  history(before: string | null): Promise<HistoryPage>;
  /** The first screen is drawn. */
  ready(): void;
  /** The player has seen the end of this round; it is not shown again after a reload. */
  roundShown(roundId: string): void;
  /** Opens the visual replay of a settled round in a tab of its own; on a press of the player only, and not in a demo. */
  replay(roundId: string): void;
  /** Something that must not happen did; the loader stops the game. */
  fault(message: string): void;
  /** Listens; the returned function ends that. */
  on<E extends keyof GameHostEvents>(event: E, handler: (detail: GameHostEvents[E]) => void): () => void;
}

/** A call that did not succeed, in the terms of the contract's problem codes. */
export class GameCallError extends Error {
  readonly fault: GameCallFault;
  constructor(fault: GameCallFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** A path that is not in the build. */
export class UnknownAssetError extends Error {}

/** The page was not opened by the loader. */
export class NoLoaderError extends Error {}

interface Waiting {
  resolve(value: never): void;
  reject(error: GameCallError): void;
}

class PortHost implements GameHost {
  readonly config: GameConfig;
  readonly #boot: BootHost;
  readonly #waiting = new Map<number, Waiting>();
  readonly #handlers = new Map<string, Set<(detail: never) => void>>();
  #calls = 0;

  constructor(boot: BootHost, config: GameConfig) {
    this.#boot = boot;
    this.config = config;
  }

  assetUrl(path: string): string {
    const url = Object.hasOwn(this.#boot.assets, path) ? this.#boot.assets[path] : undefined;
    if (!url) throw new UnknownAssetError(path);
    return url;
  }

  spin(stakeMinor: number, uses: readonly StartFeature[] = [], grantId?: string): Promise<RoundResult> {
    const fields = { stake_minor: stakeMinor, ...(uses.length > 0 && { uses }) };
    return this.#call('spin', { ...fields, ...(grantId && { grant_id: grantId }) });
  }

  history(before: string | null): Promise<HistoryPage> {
    return this.#call('history', { before });
  }

  ready(): void {
    this.#boot.send('ready', {});
  }

  roundShown(roundId: string): void {
    this.#boot.send('round-shown', { round_id: roundId });
  }

  replay(roundId: string): void {
    this.#boot.send('replay', { round_id: roundId });
  }

  fault(message: string): void {
    this.#boot.send('fault', { message: message.slice(0, 500) });
  }

  on<E extends keyof GameHostEvents>(event: E, handler: (detail: GameHostEvents[E]) => void): () => void {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers.add(handler as (detail: never) => void));
    return () => void handlers.delete(handler as (detail: never) => void);
  }

  /** Takes a message of the loader: the end of a call, or an event. */
  receive(message: HostMessage): void {
    if (!('call' in message)) {
      for (const handler of this.#handlers.get(message.type) ?? []) handler(message as never);
      return;
    }
    const waiting = this.#waiting.get(message.call);
    this.#waiting.delete(message.call);
    if (message.type === 'call-failed') waiting?.reject(new GameCallError(message.fault));
    else if (message.type === 'spin-reply') waiting?.resolve(message.result as never);
    else waiting?.resolve({ rounds: message.rounds, next_before: message.next_before } as never);
  }

  #call<T>(type: string, fields: object): Promise<T> {
    this.#calls += 1;
    const call = this.#calls;
    // The loader answers every call, with a fault at the latest when its own time is up: no second clock here.
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(call, { resolve: resolve as Waiting['resolve'], reject });
      this.#boot.send(type, { call, ...fields });
    });
  }
}

/** Waits for the loader's first word and returns the game's host. Call it once, first. Throws {@link NoLoaderError}. */
export function connectGame(): Promise<GameHost> {
  const boot = (globalThis as Record<symbol, unknown>)[Symbol.for('roundgate.host')] as BootHost | undefined;
  if (!boot) return Promise.reject(new NoLoaderError('open this game through the loader'));
  return new Promise((resolve) => {
    let host: PortHost | undefined;
    boot.listen((data) => {
      const message = data as HostMessage;
      if (host) host.receive(message);
      else if (message.type === 'init') {
        host = new PortHost(boot, message.config);
        resolve(host);
      }
    });
  });
}
