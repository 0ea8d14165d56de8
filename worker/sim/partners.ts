import type { RgsPort, WalletPort } from '../src/domain/ports.ts';
import { creditKey, debitKey } from '../src/domain/rounds/keys.ts';
import type { Round } from '../src/domain/rounds/round.ts';
import type { Network } from './network.ts';
import type { Line } from './player-host.ts';
import type { SimRgs } from './sim-rgs.ts';
import type { SimWallet } from './sim-wallet.ts';

/** A partner as one instance reaches it. */
export interface Link {
  readonly line: Line;
  readonly network: Network;
  readonly now: () => number;
}

const movement = (kind: 'debit' | 'credit' | 'bet_win', round: Round, amountMinor: number, winMinor = 0) => ({
  kind,
  roundId: round.roundId,
  amountMinor,
  winMinor,
});

/** The wallet port over the simulated network. */
export function walletPort(wallet: SimWallet, { line, network, now }: Link): WalletPort {
  const send = <T>(name: string, round: Round, apply: () => T) =>
    line(() => network.send(`${name}/${round.roundId}`, apply));
  const winOf = (round: Round): number => round.outcome?.winMinor ?? 0;
  return {
    debit: (_, round) =>
      send('debit', round, () =>
        wallet.move(debitKey(round), movement('debit', round, round.stakeMinor), now()),
      ),
    // A wallet that moves stake and win together is owed no win, only the close.
    credit: (_, round) =>
      send('credit', round, () => {
        const owedMinor = round.mode.combined ? 0 : winOf(round);
        return wallet.move(creditKey(round), movement('credit', round, owedMinor), now());
      }),
    betWin: (_, round) =>
      send('bet_win', round, () => {
        const both = movement('bet_win', round, round.stakeMinor, winOf(round));
        return wallet.move(debitKey(round), both, now());
      }),
    rollback: (_, round) =>
      send('rollback', round, () => wallet.rollback(debitKey(round), round.roundId, now())),
    status: (_, round, leg) =>
      send('status', round, () => wallet.status(leg === 'debit' ? debitKey(round) : creditKey(round))),
    balance: async () => null,
  };
}

/** The RGS port over the simulated network. */
export function rgsPort(rgs: SimRgs, { line, network, now }: Link): RgsPort {
  const send = <T>(name: string, round: Round, apply: () => T) =>
    line(() => network.send(`${name}/${round.roundId}`, apply));
  return {
    announce: async () => 'ok',
    grant: (_, { grantId }) =>
      line(() =>
        network.send(`grant/${grantId}`, () => {
          rgs.issued.add(grantId);
          return { kind: 'ok' } as const;
        }),
      ),
    draw: (round) => send('draw', round, () => rgs.draw(round, now())),
    void: (round, ifDrawn) => send('void', round, () => rgs.void(round, ifDrawn)),
  };
}
