import type { Currency, Money, WalletDialect } from '@roundgate/contract';
import type { PartnerEndpoint } from '../src/adapters/partner-call.ts';
import type { Call } from '../src/adapters/wallet/dialect-shape.ts';
import betWinRollback from '../src/adapters/wallet/vectors/bet-win-rollback.json' with { type: 'json' };
import betwinFinish from '../src/adapters/wallet/vectors/betwin-finish.json' with { type: 'json' };
import withdrawDeposit from '../src/adapters/wallet/vectors/withdraw-deposit.json' with { type: 'json' };
import type { WalletPort, Who } from '../src/domain/ports.ts';
import { acceptRound, type Round } from '../src/domain/rounds/round.ts';
import type { MoneyAnswer, RollbackAnswer } from '../src/domain/wallet/capability.ts';

type PortAnswer = MoneyAnswer | RollbackAnswer | Money | null;

/** A round as the vectors name it. */
export interface VectorRound {
  readonly uid: string;
  readonly playerId: string;
  readonly sessionId: string;
  readonly roundId: string;
  readonly gameId: string;
  readonly currency: Currency;
  readonly stakeMinor: number;
  readonly winMinor: number;
}

/** Requests and answers of one dialect, made outside this code base's own tools. */
export interface Vectors {
  readonly dialect: Exclude<WalletDialect, 'roundgate-v1'>;
  readonly signing: 'request' | 'body-hmac';
  readonly keyId: string;
  readonly secret: string;
  readonly traceId: string;
  readonly round: VectorRound;
  readonly requests: { readonly [C in Call]?: { path: string; body: string; hmac?: string } };
  readonly answers: readonly {
    readonly call: Call;
    readonly note: string;
    readonly status: number;
    readonly body: string;
    readonly expect: PortAnswer;
  }[];
}

export const VECTORS = [betWinRollback, withdrawDeposit, betwinFinish] as unknown as readonly Vectors[];

/** The row that the round machine would hand to the adapter. */
export function roundOf(facts: VectorRound): Round {
  const { playerId: _, winMinor, ...fields } = facts;
  const accepted = acceptRound(
    {
      ...fields,
      spinId: `spin-${facts.uid}`,
      buildHash: `sha256:${'ab'.repeat(32)}`,
      rtpProfile: '96',
      spinType: 'cash',
      fingerprint: 'f'.repeat(64),
      mode: {
        order: 'outcome_first',
        lean: false,
        combined: false,
        zeroWinClose: false,
        purseSessionId: null,
        grantId: null,
      },
    },
    1_767_225_600_000,
  );
  const drawn = { events: [], features: [], mechanicsVersion: 'fake/1', telemetryRef: 'evt-1' };
  return { ...accepted, outcome: { ...drawn, winMinor, drawnAtMs: 1_767_225_600_000 } };
}

export const whoOf = ({ playerId }: VectorRound): Who => ({ operatorId: 'op-lantern', playerId });

export const endpointOf = (vectors: Vectors, baseUrl: string): PartnerEndpoint => ({
  baseUrl,
  keyId: vectors.keyId,
  secret: vectors.secret,
  timeoutMs: 4_000,
  now: Date.now,
});

/** Calls the port as the round machine would. */
export async function callPort(
  port: WalletPort,
  call: Call,
  facts: VectorRound,
  traceId: string,
): Promise<PortAnswer> {
  if (call === 'balance') return port.balance(whoOf(facts), facts.currency, traceId);
  const ask = port[call];
  if (!ask) throw new Error(`the port has no ${call}`);
  return ask(whoOf(facts), roundOf(facts), traceId);
}
