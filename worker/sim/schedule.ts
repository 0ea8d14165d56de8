import { WALLET_V1, type WalletCapability } from '../src/domain/wallet/capability.ts';
import { MAX_IN_FLIGHT_MS, NETWORK_FAULTS, type NetworkFault } from './network.ts';
import { Choices } from './rng.ts';

/** One thing that happens, at its time after the start. */
export type Act =
  | {
      readonly do: 'start';
      readonly atMs: number;
      readonly round: number;
      readonly stakeMinor: number;
      readonly copies: number;
      /** Paid for by the player's packet of free spins. */
      readonly isFree?: boolean;
    }
  | { readonly do: 'poll'; readonly atMs: number; readonly round: number }
  | { readonly do: 'login'; readonly atMs: number }
  | { readonly do: 'end_session'; readonly atMs: number }
  | { readonly do: 'block' | 'unblock'; readonly atMs: number }
  | {
      readonly do: 'wallet_refuses' | 'wallet_accepts' | 'rgs_refuses' | 'rgs_accepts';
      readonly atMs: number;
    }
  | { readonly do: 'crash'; readonly atMs: number; readonly keepUnsafe: boolean }
  | { readonly do: 'split' | 'lose_alarm'; readonly atMs: number };

/** Everything that one run needs; the same schedule always plays the same way. */
export interface Schedule {
  readonly seed: string;
  readonly wallet: WalletCapability;
  readonly balanceMinor: number;
  readonly acts: readonly Act[];
  /** Writes, by number, after which the object dies within the time that a write takes. */
  readonly crashAtWrites: readonly number[];
  /** How many of a hundred messages meet a fault, and which faults there are. */
  readonly faultPercent: number;
  readonly faults: readonly NetworkFault[];
  /** Messages with a fault of their own, by name such as `credit/rnd-0#0`; for named cases. */
  readonly given?: Readonly<Record<string, NetworkFault>>;
}

const BASE: WalletCapability = { ...WALLET_V1, maxInFlightMs: MAX_IN_FLIGHT_MS };

/** Wallets as they are in the wild, each in every order that it may have. */
export const WALLETS: Readonly<Record<string, WalletCapability>> = {
  default: BASE,
  lean: { ...BASE, lean: true },
  debit_first: { ...BASE, order: 'debit_first' },
  debit_first_lean: { ...BASE, order: 'debit_first', lean: true },
  overlapped: { ...BASE, order: 'overlapped' },
  overlapped_lean: { ...BASE, order: 'overlapped', lean: true },
  combined: { ...BASE, combinedBetWin: true, zeroWinClose: true, creditsAlone: false },
  combined_lean: { ...BASE, combinedBetWin: true, lean: true, creditsAlone: false },
  zero_win_close: { ...BASE, zeroWinClose: true },
  no_tombstones: { ...BASE, tombstones: false },
  no_status: { ...BASE, statusQuery: false },
  checks_first: { ...BASE, dedupesFirst: false },
  poor: { ...BASE, tombstones: false, statusQuery: false, dedupesFirst: false },
  poor_overlapped: {
    ...BASE,
    tombstones: false,
    statusQuery: false,
    dedupesFirst: false,
    order: 'overlapped',
  },
  poor_debit_first: { ...BASE, tombstones: false, dedupesFirst: false, order: 'debit_first' },
};

const SPAN_MS = 180_000;
/** The packet of free spins that every player has. */
export const PACKET = { grantId: 'fs-sim', count: 2, betMinor: 100 } as const;
const STAKES = [50, 100, 200] as const;

function startsOf(choices: Choices): Act[] {
  const rounds = choices.between('rounds', 1, 4);
  return Array.from({ length: rounds }, (_, round) => {
    const atMs = choices.between(`start/${round}`, 0, SPAN_MS);
    const isFree = choices.chance(`free/${round}`, 0.4);
    const stakeMinor = isFree ? PACKET.betMinor : choices.pick(`stake/${round}`, STAKES);
    const first = {
      do: 'start',
      round,
      atMs,
      stakeMinor,
      copies: choices.between(`copies/${round}`, 1, 3),
      isFree,
    } as const;
    const again = Array.from({ length: choices.between(`again/${round}`, 0, 2) }, (_, index): Act => {
      const name = `again/${round}/${index}`;
      // Mostly the same request again, soon or late; sometimes another stake under the same id.
      const other = choices.chance(`${name}/other`, 0.2) ? choices.pick(`${name}/stake`, STAKES) : stakeMinor;
      const laterMs = choices.pick(`${name}/later`, [1, 40, 400, 5_000, 60_000]);
      return {
        do: 'start',
        round,
        atMs: atMs + laterMs,
        stakeMinor: other,
        copies: choices.between(name, 1, 2),
        isFree,
      };
    });
    const poll: Act = { do: 'poll', round, atMs: atMs + choices.between(`poll/${round}`, 100, 90_000) };
    return [first, ...again, poll];
  }).flat();
}

const TROUBLE = [
  ...['crash', 'crash', 'crash', 'crash', 'login', 'lose_alarm', 'split', 'end_session', 'block'],
  ...['wallet_refuses', 'rgs_refuses'],
] as const;
const OPPOSITE = { block: 'unblock', wallet_refuses: 'wallet_accepts', rgs_refuses: 'rgs_accepts' } as const;

function troubleOf(choices: Choices, starts: readonly Act[]): Act[] {
  return Array.from({ length: choices.between('troubles', 0, 5) }, (_, index): Act[] => {
    const name = `trouble/${index}`;
    const what = choices.pick(name, TROUBLE);
    // Close behind a request, where something is under way.
    const near = choices.pick(`${name}/near`, starts).atMs;
    const atMs =
      near + choices.pick(`${name}/gap`, [1, 7, 20, 45, 70, 100, 140, 200, 300, 4_100, 9_000, 45_000]);
    if (what === 'crash') return [{ do: 'crash', atMs, keepUnsafe: choices.chance(`${name}/keep`, 0.3) }];
    if (what === 'block' || what === 'wallet_refuses' || what === 'rgs_refuses')
      return [
        { do: what, atMs },
        { do: OPPOSITE[what], atMs: atMs + choices.between(`${name}/for`, 10, 60_000) },
      ];
    return [{ do: what as 'login', atMs }];
  }).flat();
}

/** The schedule of a seed: a wallet, a player's requests, what breaks, and how bad the network is. */
export function randomSchedule(seed: string): Schedule {
  const choices = new Choices(seed);
  const starts = startsOf(choices);
  const acts = [...starts, ...troubleOf(choices, starts)].sort((left, right) => left.atMs - right.atMs);
  return {
    seed,
    wallet: WALLETS[choices.pick('wallet', Object.keys(WALLETS))] ?? BASE,
    balanceMinor: choices.chance('poor', 0.2) ? 150 : 100_000,
    acts,
    crashAtWrites: Array.from({ length: choices.between('crashes', 0, 3) }, (_, index) =>
      choices.between(`crash/${index}`, 1, 40),
    ),
    faultPercent: choices.pick('faults', [0, 10, 30, 50, 70]),
    faults: NETWORK_FAULTS,
  };
}
