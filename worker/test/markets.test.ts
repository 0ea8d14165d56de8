import { type Currency, money, OPERATIONS } from '@roundgate/contract';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROBE_DAY, probeOf } from '../scripts/market-probes.ts';
import { MARKETS } from '../src/domain/markets/catalogue.ts';
import { RULE_KEYS } from '../src/domain/markets/fallbacks.ts';
import type { Market, RuleKey } from '../src/domain/markets/rule.ts';
import { applied } from '../src/domain/markets/standing.ts';
import { launchFaults, marketTerms } from '../src/domain/markets/terms.ts';
import { anyone, asPlayer, certify, createSession, launch, newRoundId, type Player, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { makeOlder, post, rgOf } from './rg-client.ts';

/** The day that the tests' gateway reads its rules by. */
const RULES_AT_MS = Date.parse(PROBE_DAY);

let partners: FakePartners;
beforeAll(async () => {
  for (const { country } of MARKETS) await certify({ country, number: `T-${country}` });
  for (const country of ['MT', 'CZ']) await certifyOdd(country);
});
beforeEach(() => {
  partners = FakePartners.installed();
});

const newPlayer = (): string => `p-${crypto.randomUUID()}`;
const currencyOf = (market: Market): Currency => market.rules.currency?.value ?? 'EUR';
const open = (market: Market, change: Record<string, unknown> = {}) =>
  createSession('op-lantern', newPlayer(), {
    country: market.country,
    currency: currencyOf(market),
    ...change,
  });
const enter = (market: Market, playerId = newPlayer()): Promise<Player> =>
  launch(playerId, { country: market.country, currency: currencyOf(market) });
const bet = (player: Player, market: Market, stakeMinor = 1, uses?: readonly string[]) =>
  spin(player, newRoundId(), stakeMinor, {
    stake: money(stakeMinor, currencyOf(market)),
    ...(uses && { uses }),
  });

type Break = (market: Market) => Promise<{ kept: { status: number }; broken: { body: { code?: string } } }>;

const startedBy =
  (feature: 'autoplay' | 'turbo'): Break =>
  async (market) => ({
    kept: await bet(await enter(market), market, 1, []),
    broken: await bet(await enter(market), market, 1, [feature]),
  });

/** The outcome says so itself; nothing of the stake may be kept. */
const drawnWith =
  (change: (fake: FakePartners, market: Market) => void): Break =>
  async (market) => {
    const kept = await bet(await enter(market), market);
    const netMinor = partners.netMinor();
    change(partners, market);
    const broken = await bet(await enter(market), market);
    expect(partners.netMinor()).toBe(netMinor);
    return { kept, broken };
  };

/** Certificates that the desk should never have entered: builds that return too little and too much. */
const ODD_PROFILES = { '50': 'cd', '101': 'ef' } as const;
const certifyOdd = async (country: string): Promise<void> => {
  for (const [rtp_profile, digit] of Object.entries(ODD_PROFILES)) {
    const build_hash = `sha256:${digit.repeat(32)}`;
    const row = { country, rtp_profile, build_hash, valid_from: '2019-01-01T00:00:00.000Z' };
    await certify({ ...row, number: `T-${country}-${rtp_profile}` });
  }
};
const profile =
  (rtp_profile: keyof typeof ODD_PROFILES): Break =>
  async (market) => {
    const broken = await open(market, { rtp_profile });
    expect(broken.body.errors?.[0]?.field).toBe('rtp_profile');
    return { kept: await open(market, { rtp_profile: '96' }), broken };
  };

/** A round at once, and one so many minutes later, when a pause of this kind is due. */
async function later(market: Market, minutes: number, kind?: 'rest' | 'reality_check') {
  const player = await enter(market);
  const kept = await bet(player, market);
  await makeOlder(player, minutes);
  if (kind) expect((await rgOf(player)).check?.kind).toBe(kind);
  return { kept, broken: await bet(player, market) };
}

/** How a rule is broken from outside, over HTTP. */
const BREAKS: { readonly [K in RuleKey]?: Break } = {
  min_age: async (market) => {
    const age = Number(applied(market, 'min_age', RULES_AT_MS));
    return {
      kept: await open(market, { player: { age } }),
      broken: await open(market, { player: { age: age - 1 } }),
    };
  },
  currency: async (market) => ({ kept: await open(market), broken: await open(market, { currency: 'JPY' }) }),
  max_stake: async (market) => {
    const cap = applied(market, 'max_stake', RULES_AT_MS);
    const minor = cap === null || cap === 'refuses' ? 0 : cap.minor;
    return {
      kept: await bet(await enter(market), market, minor),
      broken: await bet(await enter(market), market, minor + 1),
    };
  },
  min_round_ms: async (market) => {
    const player = await enter(market);
    return { kept: await bet(player, market), broken: await bet(player, market) };
  },
  autoplay: startedBy('autoplay'),
  turbo: startedBy('turbo'),
  bonus_buy: drawnWith((fake) => {
    fake.features = [{ type: 'bonus_buy', name: 'B', count: 1 }];
  }),
  jackpot: drawnWith((fake, market) => {
    const amount = money(1, currencyOf(market));
    fake.contributions = [{ type: 'jackpot_contribution', jackpot_id: 'jp-1', amount }];
  }),
  rtp_min: profile('50'),
  rtp_max: profile('101'),
  one_game_at_a_time: async (market) => {
    const playerId = newPlayer();
    const older = await enter(market, playerId);
    const kept = await asPlayer(older.token, 'GET', '/v1/session');
    await enter(market, playerId);
    return { kept, broken: await bet(older, market) };
  },
  reality_check: async (market) => {
    const rule = applied(market, 'reality_check', RULES_AT_MS);
    return later(market, rule === 'refuses' ? 0 : (rule?.every_min ?? 0), 'reality_check');
  },
  rest: async (market) => {
    const rule = applied(market, 'rest', RULES_AT_MS);
    return later(market, rule === 'refuses' ? 0 : (rule?.after_min ?? 0), 'rest');
  },
  idle_exit_min: async (market) => later(market, Number(applied(market, 'idle_exit_min', RULES_AT_MS))),
  panic_h: async (market) => {
    const player = await enter(market);
    const kept = await bet(player, market);
    await post(player, '/v1/rg/panic');
    return { kept, broken: await bet(player, market) };
  },
  pre_session_limits: async (market) => {
    const where = { country: market.country, currency: currencyOf(market) };
    const unlimited = await launch(newPlayer(), where, 'op-lantern', { limits: false });
    return { kept: await bet(await enter(market), market), broken: await bet(unlimited, market) };
  },
};

const isLaunchable = (market: Market): boolean => launchFaults(market, RULES_AT_MS).length === 0;
const CASES = MARKETS.filter(isLaunchable).flatMap((market) =>
  RULE_KEYS.flatMap((key) => {
    const probe = probeOf(market, key, RULES_AT_MS);
    return probe ? [{ country: market.country, key, market, code: probe.code }] : [];
  }),
);
const REFUSED = MARKETS.filter((market) => !isLaunchable(market)).map((market) => ({
  market,
  country: market.country,
  key: launchFaults(market, RULES_AT_MS)[0]?.rule ?? '',
}));

describe('over HTTP, a rule that is broken', () => {
  // The titles are read by `npm run markets:check`: country, then rule.
  it.each(CASES)('$country $key meets $code', async ({ key, market, code }) => {
    const breakIt = BREAKS[key];
    if (!breakIt) throw new Error(`there is no way here to break ${key}`);
    const { kept, broken } = await breakIt(market);
    expect(kept.status).toBe(200);
    expect(broken.body.code).toBe(code);
  });
});

describe('over HTTP, a market', () => {
  it.each(REFUSED)(
    '$country $key is not launched, and the rule is named',
    async ({ market, country, key }) => {
      const { status, body } = await open(market);
      expect([status, body.code]).toEqual([403, 'MARKET_RULES_UNKNOWN']);
      expect(body.errors?.[0]?.message).toContain(`the rule ${key} of ${country} is `);
    },
  );
});

describe('a stake cap', () => {
  const GB = { country: 'GB', currency: 'GBP' };
  const DE = { country: 'DE', currency: 'EUR' };
  it.each([
    ['GB', 'an age that was not told', {}, 200],
    ['GB', '24 years', { age: 24 }, 200],
    ['GB', '25 years', { age: 25 }, 500],
    ['DE', 'an age that was not told, with a tier', { stake_tier: 'clean_90_days' }, 100],
    ['DE', '20 years, with a tier', { age: 20, stake_tier: 'clean_90_days' }, 100],
    ['DE', '21 years, without a tier', { age: 21 }, 100],
    ['DE', '21 years, with the first step', { age: 21, stake_tier: 'uplift_3_eur' }, 300],
    ['DE', '21 years, with the second step', { age: 21, stake_tier: 'clean_90_days' }, 500],
    ['DE', '21 years, with a tier of nowhere', { age: 21, stake_tier: 'vip' }, 100],
  ])('in %s for %s is the one that is told and held', async (country, _, player, capMinor) => {
    const where = country === 'GB' ? GB : DE;
    const opened = await launch(newPlayer(), { ...where, player });
    const told = await asPlayer<{ market: { max_stake: unknown } }>(opened.token, 'GET', '/v1/session');
    expect(told.body.market.max_stake).toEqual(money(capMinor, where.currency as Currency));
    const stake = { stake: money(capMinor + 1, where.currency as Currency) };
    expect((await spin(opened, newRoundId(), 0, stake)).body.code).toBe('STAKE_NOT_ALLOWED');
  });
});

describe('mandated words', () => {
  it.each([
    ['DE', 'EUR', 'en', 'de'],
    ['CA-ON', 'CAD', 'fr', 'fr'],
    ['CA-ON', 'CAD', 'de', 'en'],
    ['ES', 'EUR', 'es', 'es'],
  ])('of %s in %s for a session in %s are in %s', async (country, currency, locale, expected) => {
    const player = await launch(newPlayer(), { country, currency, locale });
    const { body } = await asPlayer<{ locale: string; market: { words_locale: string } }>(
      player.token,
      'GET',
      '/v1/session',
    );
    expect([body.locale, body.market.words_locale]).toEqual([locale, expected]);
  });
});

describe('one game at a time', () => {
  it('leaves a round that runs in the older session to be settled', async () => {
    const market = MARKETS.find(({ country }) => country === 'DE') as Market;
    const playerId = newPlayer();
    const older = await enter(market, playerId);
    let letGo = (): void => {};
    partners.plan('credit', { hold: new Promise<void>((resolve) => (letGo = resolve)) });
    partners.winMinor = 300;
    const running = bet(older, market, 100);
    await expect.poll(() => partners.count('credit')).toBe(1);
    await enter(market, playerId);
    letGo();
    const { body } = await running;
    expect([body.status, partners.netMinor()]).toEqual(['finished', 200]);
    expect((await bet(older, market)).body.code).toBe('SESSION_ENDED');
  });

  it('is not asked for in Malta: two games are played side by side', async () => {
    const market = MARKETS.find(({ country }) => country === 'MT') as Market;
    const playerId = newPlayer();
    const older = await enter(market, playerId);
    const newer = await enter(market, playerId);
    expect((await bet(older, market)).status).toBe(200);
    expect((await bet(newer, market)).status).toBe(200);
  });
});

describe('the published rules', () => {
  it('list every market with how it stands', async () => {
    const { status, body } = await anyone('GET', OPERATIONS.listMarkets.path);
    const { markets } = OPERATIONS.listMarkets.response.parse(body);
    expect(status).toBe(200);
    expect(markets.map(({ country }) => country)).toEqual(MARKETS.map(({ country }) => country));
    const of = (country: string) => markets.find((market) => market.country === country);
    expect(of('DE')).toMatchObject({ launchable: true, refused_for: [], stale: [], certified: true });
    expect(of('GR')).toMatchObject({ launchable: false, review_by: '2021-08-01' });
    expect(of('GR')?.stale).toContain('min_age');
  });

  it('give each rule of a market with its source, and the terms that its permit holds', async () => {
    const { body } = await anyone('GET', '/v1/markets/ES');
    const market = OPERATIONS.getMarket.response.parse(body);
    const rule = market.rules.find((one) => one.rule === 'min_round_ms');
    expect(rule).toMatchObject({ value: 3_000, grade: 'H', applied: 3_000, standing: 'in_force' });
    expect(rule?.sources[0]).toContain('Orden HAP/1370/2014');
    expect(market.terms).toEqual(marketTerms('ES', RULES_AT_MS));
  });

  it('are none for a country that is not kept', async () => {
    const { status, body } = await anyone('GET', '/v1/markets/FR');
    expect([status, body.code]).toEqual([403, 'MARKET_RULES_UNKNOWN']);
  });
});
