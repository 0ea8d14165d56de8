import { newEvents } from '@roundgate/contract/audit';
import { describe, expect, it } from 'vitest';
import type { NetworkFault } from './network.ts';
import { type RunResult, runSchedule } from './run-schedule.ts';
import { type Act, type Schedule, WALLETS } from './schedule.ts';

const R0 = 'rnd-00000000';

/** Plays acts against a wallet, with faults for single messages; whatever happens, no promise may break. */
async function play(
  wallet: string | Schedule['wallet'],
  acts: readonly Act[],
  given: Readonly<Record<string, NetworkFault>> = {},
  change: Partial<Schedule> = {},
): Promise<RunResult> {
  const capability = typeof wallet === 'string' ? WALLETS[wallet] : wallet;
  if (!capability) throw new Error(`no wallet ${wallet}`);
  const base = { seed: 'case', balanceMinor: 10_000, crashAtWrites: [], faultPercent: 0, faults: [] };
  const result = await runSchedule({ ...base, wallet: capability, acts, given, ...change });
  expect(result.violations).toEqual([]);
  return result;
}

const start = (round = 0, atMs = 0, stakeMinor = 100): Act => ({
  do: 'start',
  round,
  atMs,
  stakeMinor,
  copies: 1,
});
const crash = (atMs: number): Act => ({ do: 'crash', atMs, keepUnsafe: false });
const count = ({ sent }: RunResult, name: string): number =>
  sent.filter((one) => one.startsWith(`${name}/`)).length;
const kinds = ({ history }: RunResult): string[] => (history.ledger ?? []).map(({ kind }) => kind);
const states = ({ rounds }: RunResult): string[] => rounds.map(({ state }) => state);
/** The same fault for the first `times` messages of a kind. */
const all = (kind: string, fault: NetworkFault, times: number, round = R0): Record<string, NetworkFault> =>
  Object.fromEntries(Array.from({ length: times }, (_, index) => [`${kind}/${round}#${index}`, fault]));

describe('rule 1: a refusal is definite only on a provably first send', () => {
  it('a stake that was taken unseen is given back when its repeat is refused', async () => {
    const refusing: Act = { do: 'wallet_refuses', atMs: 3_000 };
    const result = await play('checks_first', [start(), refusing], all('debit', 'lost_after', 1));
    expect(states(result)).toEqual(['CANCELLED']);
    expect(kinds(result)).toEqual(['debit', 'rollback']);
  });

  it('a first refusal ends the round at once, without a rollback', async () => {
    const result = await play('default', [{ do: 'wallet_refuses', atMs: 0 }, start(0, 1)]);
    expect(states(result)).toEqual(['DECLINED']);
    expect(count(result, 'rollback')).toBe(0);
  });
});

describe('rule 2: a late debit may land after a later attempt was refused', () => {
  const acts: Act[] = [start(), { do: 'wallet_refuses', atMs: 10 }, { do: 'wallet_accepts', atMs: 4_600 }];

  it('with tombstones the rollback makes it impossible', async () => {
    const result = await play('default', acts, all('debit', 'late', 1));
    expect(states(result)).toEqual(['CANCELLED']);
    expect(kinds(result)).toEqual([]);
  });

  it('without tombstones the round waits until it can no longer land, and then gives it back', async () => {
    const result = await play('no_tombstones', acts, all('debit', 'late', 1));
    expect(states(result)).toEqual(['CANCELLED']);
    expect(kinds(result)).toEqual(['debit', 'rollback']);
  });
});

describe('rule 3: one drive per round, and an instance that lost the row sends nothing', () => {
  it('two instances at once take one stake and pay one win', async () => {
    const acts: Act[] = [
      start(),
      { do: 'split', atMs: 60 },
      start(0, 61),
      { do: 'split', atMs: 90 },
      start(0, 91),
    ];
    const result = await play('default', acts, all('debit', 'late', 1));
    expect(kinds(result).filter((kind) => kind === 'debit')).toHaveLength(1);
  });

  it('lean, a round whose debit was sent is never undone, however long the wallet is silent', async () => {
    const result = await play('lean', [start(), crash(400)], all('debit', 'lost_after', 12));
    expect(states(result)).toEqual(['SETTLED']);
    expect(count(result, 'rollback')).toBe(0);
  });
});

describe('rule 4: nothing is sent again past the time for which the wallet remembers keys', () => {
  const forgetful = { ...WALLETS.default, dedupeWindowMs: 10_000 } as Schedule['wallet'];

  it('the round is held, and settles when the wallet says that the stake was taken', async () => {
    const result = await play(forgetful, [start()], all('debit', 'lost_after', 20));
    expect(kinds(result).filter((kind) => kind === 'debit')).toHaveLength(1);
    expect(count(result, 'status')).toBeGreaterThan(0);
    expect(states(result)).toEqual(['SETTLED']);
  });

  it('without a status query it stays held, visible, for a person', async () => {
    const dumb = { ...forgetful, statusQuery: false };
    const acts = [start()];
    const result = await runSchedule({
      ...{ seed: 'case', balanceMinor: 10_000, crashAtWrites: [], faultPercent: 0, faults: [] },
      ...{ wallet: dumb, acts, given: all('debit', 'lost_after', 20) },
    });
    expect(states(result)).toEqual(['HELD']);
    expect(result.rounds[0]?.heldReason).toContain('stake unknown');
    expect([...new Set(result.violations.map(({ invariant }) => invariant))]).toEqual(
      ['drained', 'published_is_durable'].slice(0, 1),
    );
  });
});

describe('rule 5: debit first and overlapped have states of their own', () => {
  it.each(['debit_first', 'overlapped', 'debit_first_lean', 'overlapped_lean'])(
    '%s: a crash at any moment leaves one stake, and a draw that goes on',
    async (wallet) => {
      for (let atMs = 1; atMs < 400; atMs += 13) {
        const result = await play(wallet, [start(), crash(atMs)]);
        expect(['SETTLED', 'none']).toContain(states(result)[0] ?? 'none');
      }
    },
  );

  it('a stake whose draw is refused is given back', async () => {
    for (const wallet of ['debit_first', 'overlapped']) {
      const result = await play(wallet, [{ do: 'rgs_refuses', atMs: 0 }, start(0, 1)]);
      expect(states(result)).toEqual(['REJECTED']);
      expect(kinds(result)).toEqual(['debit', 'rollback']);
    }
  });

  it('a draw that is voided too late goes forward', async () => {
    const result = await play('debit_first', [start()], all('draw', 'lost_after', 9));
    expect(states(result)).toEqual(['SETTLED']);
    expect(result.rounds[0]?.revivals).toBe(1);
  });
});

describe('rule 6: acceptance is checked again in the transaction of the first row', () => {
  it('a block that comes while the RGS draws stops the bet before any money moves', async () => {
    const result = await play('default', [start(), { do: 'block', atMs: 8 }]);
    expect(states(result)).toEqual(['REJECTED']);
    expect(result.history.draws?.[0]?.voided).toBe(true);
    expect(count(result, 'debit')).toBe(0);
  });
});

describe('rule 7: the RGS holds the whole bet under its key', () => {
  it('a round that was lost before its first row cannot come back with another stake', async () => {
    const result = await play('default', [
      start(0, 0, 100),
      crash(7),
      start(0, 1_000, 200),
      start(0, 9_000, 100),
    ]);
    expect(result.history.answers?.map(({ told }) => told)).toEqual(['conflict', 'finished', 'finished']);
    expect(result.history.ledger?.[0]?.amountMinor).toBe(100);
  });
});

describe('rule 8: an answer is a function of the row', () => {
  it('once the outcome is in the row the RGS is not asked again, whatever crashes', async () => {
    const result = await play('default', [start(), crash(150), crash(4_000)], all('debit', 'lost_after', 1));
    expect(states(result)).toEqual(['SETTLED']);
    expect(count(result, 'draw')).toBe(1);
  });
});

describe('rule 9: a pending credit neither changes the answer nor blocks the next round', () => {
  it('the next round is settled while the credit of the first is still on its way', async () => {
    const slow = all('credit', 'error_before', 12);
    const seeds = ['case', 'case-2', 'case-3', 'case-4', 'case-5', 'case-6'];
    const results = await Promise.all(
      seeds.map((seed) => play('default', [start(), start(1, 20_000)], slow, { seed })),
    );
    const won = results.filter(({ rounds }) => (rounds[0]?.outcome?.winMinor ?? 0) > 0);
    expect(won.length).toBeGreaterThan(0);
    for (const { rounds } of won) expect(rounds[1]?.closedAtMs ?? 0).toBeLessThan(rounds[0]?.closedAtMs ?? 0);
  });
});

describe('rule 10: the alarm is armed in the transaction that makes the row', () => {
  it('a crash after any write is recovered without a request', async () => {
    for (let write = 1; write <= 8; write += 1)
      await play('default', [start()], {}, { crashAtWrites: [write] });
  });

  it('an alarm that the platform lost is armed again when the object starts', async () => {
    const acts: Act[] = [start(), { do: 'lose_alarm', atMs: 300 }, crash(310)];
    const result = await play('default', acts, all('debit', 'lost_after', 1));
    expect(states(result)).toEqual(['SETTLED']);
  });
});

describe('a pause in play', () => {
  it('that lets the object sleep costs no second call: the end of its round is on disk before', async () => {
    const credits = async (...acts: Act[]) => count(await play('lean', [start(), ...acts]), 'credit');
    const calm = await credits();
    expect(await credits(crash(9_000))).toBe(calm);
    expect(await credits(crash(2_000))).toBeGreaterThan(calm);
  });

  it('after which an earlier instance has left a round refuses nothing: the round is settled first', async () => {
    const result = await play('lean', [start(), crash(2_000), start(1, 2_100)]);
    expect(states(result)).toEqual(['SETTLED', 'SETTLED']);
  });
});

describe('rule 12: a sink takes each event once', () => {
  it('a range that was sent twice, or longer the second time, is applied from its first new event', async () => {
    const acts = [start(), start(1, 9_000), crash(20_100), crash(24_000)];
    const { history } = await play('default', acts, {}, { crashAtWrites: [7, 10, 13] });
    const last = history.events.slice(0, 1);
    expect(newEvents(1, history.events)).toEqual({ kind: 'apply', events: history.events.slice(1) });
    expect(newEvents(history.events.length, history.events)).toEqual({ kind: 'apply', events: [] });
    expect(newEvents(0, last)).toEqual({ kind: 'apply', events: last });
    expect(newEvents(0, history.events.slice(1))).toEqual({ kind: 'gap' });
  });
});

describe('free spins (spec F1)', () => {
  const free = (round: number, atMs: number): Act => ({
    ...{ do: 'start', round, atMs, stakeMinor: 100, copies: 2 },
    isFree: true,
  });

  it('are played as often as they were given, whatever is lost on the way', async () => {
    const acts = [free(0, 0), crash(45), free(0, 5_000), free(1, 60_000), free(2, 120_000)];
    const result = await play('overlapped_lean', acts, all('grant', 'lost_after', 1));
    expect(states(result)).toEqual(['SETTLED', 'SETTLED']);
    expect(count(result, 'debit')).toBe(0);
    expect(kinds(result).every((kind) => kind === 'credit')).toBe(true);
  });

  it('are not begun where the wallet pays no win without a stake', async () => {
    expect(states(await play('combined', [free(0, 0)]))).toEqual([]);
  });

  it('come back when the draw is refused', async () => {
    const refusing: Act = { do: 'rgs_refuses', atMs: 0 };
    const again: Act[] = [{ do: 'rgs_accepts', atMs: 20_000 }, free(1, 30_000), free(2, 60_000)];
    const result = await play('default', [refusing, free(0, 1), ...again]);
    expect(states(result)).toEqual(['REJECTED', 'SETTLED', 'SETTLED']);
  });
});
