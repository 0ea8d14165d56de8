import { exports } from 'cloudflare:workers';
import type { WalletDialect } from '@roundgate/contract';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Call } from '../../../worker/src/adapters/wallet/dialect-shape.ts';
import { DIALECTS, walletFor } from '../../../worker/src/adapters/wallet/dialects.ts';
import { callPort, type VectorRound } from '../../../worker/test/wallet-vectors.ts';
import { ORIGIN, playerWith, secretOf, unique, WALLET_KEY } from './wallet-client.ts';

export type FieldDialect = Exclude<WalletDialect, 'roundgate-v1'>;

/** What passed between adapter and wallet. */
export interface Exchange {
  readonly path: string;
  readonly sent: string;
  readonly status: number;
  readonly answer: Record<string, unknown>;
}

/** What the adapter and this Worker's wallet said to each other in the running test, in order. */
export const exchanges: Exchange[] = [];
/** Put to true for the next call: the wallet does what is asked and the answer is lost. */
export const line = { losesAnswer: false };

/** Lets the gateway's adapter talk to this Worker in every test of the file. */
export function connectAdapter(): void {
  beforeEach(() => {
    exchanges.length = 0;
    line.losesAnswer = false;
    vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
      const response = await exports.default.fetch(new Request(url, init));
      const answer = (await response.clone().json()) as Record<string, unknown>;
      exchanges.push({ path: url.pathname, sent: String(init.body), status: response.status, answer });
      if (!line.losesAnswer) return response;
      line.losesAnswer = false;
      throw new TypeError('connection lost');
    });
  });
  afterEach(() => vi.unstubAllGlobals());
}

/** The gateway's adapter for the simulated wallet of a dialect, with that wallet's own record. */
export const adapterOf = (dialect: FieldDialect, secret = secretOf(WALLET_KEY)) =>
  walletFor(
    {
      baseUrl: `${ORIGIN}/dialects/${dialect}`,
      keyId: WALLET_KEY,
      secret,
      timeoutMs: 10_000,
      now: Date.now,
    },
    DIALECTS[dialect].sandboxRecord,
  );

/** A new round of a player, as the gateway has it in its row. */
export const roundOfPlayer = (playerId: string, stakeMinor: number, winMinor: number): VectorRound => {
  const uid = unique() + unique().slice(0, 8);
  return {
    uid,
    playerId,
    sessionId: `s-${uid}`,
    roundId: `rnd-${uid}`,
    gameId: 'g-night-market',
    currency: 'EUR',
    stakeMinor,
    winMinor,
  };
};

export const trace = (): string => unique();

/** One adapter, one new player with so much money, and the calls of the round machine. */
export async function seat(dialect: FieldDialect, balanceMinor: number) {
  const player = await playerWith(balanceMinor);
  const port = adapterOf(dialect);
  const call = (name: Call, round: VectorRound) => callPort(port, name, round, trace());
  return { player, port, call, round: (stake: number, win: number) => roundOfPlayer(player, stake, win) };
}
