import { env } from 'cloudflare:workers';
import type { WalletCapabilityRecord } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from './adapters/wallet/dialects.ts';
import { ConfigError, readConfig } from './config.ts';
import { WALLET_V1 } from './domain/wallet/capability.ts';

type Partners = { operators: { operator_id: string; wallet: Record<string, unknown> }[] };

/** The configuration with this record for op-lantern's wallet. */
function configWith(capability: unknown) {
  const partners = JSON.parse(env.PARTNERS) as Partners;
  for (const { operator_id, wallet } of partners.operators)
    if (operator_id === 'op-lantern') wallet.capability = capability;
  return readConfig({ ...env, PARTNERS: JSON.stringify(partners) });
}

const V1_RECORD: WalletCapabilityRecord = {
  dialect: 'roundgate-v1',
  tombstones: true,
  status_query: true,
  combined_bet_win: false,
  zero_win_close: false,
  dedupe_window_ms: 86_400_000,
  dedupes_first: true,
  max_in_flight_ms: 60_000,
  order: 'outcome_first',
  lean: false,
  error_map: {},
};

describe("an operator's wallet record", () => {
  it('that is not configured is that of our own contract', () => {
    expect(readConfig(env).walletOf('op-lantern')).toBe(WALLET_V1);
  });

  it('counts for its operator and for no other', () => {
    const config = configWith({ ...V1_RECORD, order: 'debit_first', lean: true });
    expect(config.walletOf('op-lantern')).toEqual({
      tombstones: true,
      statusQuery: true,
      combinedBetWin: false,
      zeroWinClose: false,
      dedupeWindowMs: 86_400_000,
      dedupesFirst: true,
      maxInFlightMs: 60_000,
      creditsAlone: true,
      awards: true,
      order: 'debit_first',
      lean: true,
    });
    expect(config.walletOf('op-other')).toBe(WALLET_V1);
  });

  it.each(Object.entries(DIALECTS))(
    'of the sandbox in the dialect %s is one that starts',
    (name, dialect) => {
      const { combined_bet_win, tombstones } = dialect.sandboxRecord;
      expect(configWith(dialect.sandboxRecord).walletOf('op-lantern')).toMatchObject({
        tombstones,
        combinedBetWin: combined_bet_win,
        statusQuery: false,
        // The other two name the debit beside which a win is paid.
        creditsAlone: name === 'withdraw-deposit',
        awards: false,
      });
    },
  );

  const field: Omit<WalletCapabilityRecord, 'dialect'> = { ...V1_RECORD, status_query: false };
  it.each<[string, unknown, string]>([
    ['lean without tombstones', { ...V1_RECORD, lean: true, tombstones: false }, 'lean needs'],
    ['lean without dedupes_first', { ...V1_RECORD, lean: true, dedupes_first: false }, 'lean needs'],
    ['stake and win in one call of our own', { ...V1_RECORD, combined_bet_win: true }, 'combined_bet_win'],
    ['two calls in a one-call dialect', { ...field, dialect: 'betwin-finish' }, 'combined_bet_win'],
    [
      'a win before it is known',
      { ...field, dialect: 'betwin-finish', combined_bet_win: true, order: 'overlapped' },
      'outcome_first',
    ],
    ['a status query that is not there', { ...V1_RECORD, dialect: 'withdraw-deposit' }, 'status_query'],
    ['meanings for our own words', { ...V1_RECORD, error_map: { X: { class: 'FATAL' } } }, 'error_map'],
    [
      'an end of session without a reason for it',
      {
        ...field,
        dialect: 'withdraw-deposit',
        error_map: { 7: { class: 'TERMINATE', code: 'INSUFFICIENT_FUNDS' } },
      },
      'TERMINATE',
    ],
    ['a dialect that nobody speaks', { ...V1_RECORD, dialect: 'xml' }, 'wallet.capability.dialect'],
    ['half a record', { dialect: 'roundgate-v1' }, 'wallet.capability.tombstones'],
  ])('that claims %s stops start-up by name', (_what, record, fault) => {
    expect(() => configWith(record)).toThrow(ConfigError);
    expect(() => configWith(record)).toThrow(fault);
  });
});

describe('the day by which market rules are read', () => {
  const rulesAt = (day?: string) => {
    const { MARKET_RULES_AT: _, ...rest } = env;
    return readConfig({ ...rest, ...(day !== undefined && { MARKET_RULES_AT: day }) }).rulesAtMs(7);
  };

  it('is now, unless a sandbox fixes one', () => {
    expect([rulesAt(), rulesAt(''), rulesAt('2026-11-25')]).toEqual([7, 7, Date.parse('2026-11-25')]);
  });

  it.each(['2026-13-01', 'yesterday', '2026-11-25T00:00'])('is refused as %s', (day) => {
    expect(() => rulesAt(day)).toThrow(new ConfigError('MARKET_RULES_AT must be a day such as 2026-11-25'));
  });
});
