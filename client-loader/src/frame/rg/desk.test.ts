import type { MarketTerms, RgView } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../api.ts';
import { RgDesk } from './desk.ts';
import { ServerClock } from './server-clock.ts';

const START = Date.parse('2026-03-01T12:00:00.000Z');
const at = (offsetMs: number): string => new Date(START + offsetMs).toISOString();
const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR', exponent: 2 }) as const;

const VIEW: RgView = {
  at: at(0),
  session_time_ms: 0,
  totals: { rounds: 0, staked: eur(0), won: eur(0), net: eur(0) },
  month_net: null,
  blocked: null,
  check: null,
  next_check_at: null,
  reality_check_min: 60,
  limits: null,
  limits_needed: false,
  soon_again: false,
};
const RULES = { login_notice_s: null, reality_check: null, rest: null };

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A desk with a clock of its own, and a gateway that answers from a table by path. */
function setting(rules: object, view: Partial<RgView>, answers: Record<string, Answer<unknown>> = {}) {
  let monotonicMs = 0;
  const calls: Call[] = [];
  const refused: string[] = [];
  let sessions = 0;
  const terms = { rules: { ...RULES, ...rules } } as unknown as MarketTerms;
  const desk = new RgDesk(
    terms,
    { ...VIEW, ...view },
    {
      api: {
        call: async <T>(method: 'GET' | 'POST', path: string, body?: unknown) => {
          calls.push({ method, path, body });
          return (answers[path] ?? { ok: false, code: 'OFFLINE', retryAfterMs: null }) as Answer<T>;
        },
      },
      clock: new ServerClock(() => monotonicMs),
      onChange: () => {},
      onBalance: () => {},
      onSession: () => {
        sessions += 1;
      },
      onRefused: (code) => refused.push(code),
    },
  );
  const pass = (ms: number): void => {
    monotonicMs += ms;
  };
  return { desk, calls, refused, pass, heard: () => sessions };
}
const answered = (view: Partial<RgView>): Answer<unknown> => ({
  ok: true,
  status: 200,
  body: { ...VIEW, ...view },
});
const problem = (code: 'RG_BLOCKED' | 'SESSION_ENDED'): Answer<unknown> => ({
  ok: false,
  code,
  retryAfterMs: null,
});

describe('the desk', () => {
  it('lets rounds start while nothing is due, and holds them from the very moment that a check is', () => {
    const { desk, pass } = setting({ reality_check: {} }, { next_check_at: at(1000) });
    pass(999);
    expect(desk.holds).toBeNull();
    pass(1);
    expect(desk.holds).toBe('RG_CHECK_DUE');
  });

  it('asks for the session when promotions have changed, and when a packet is not there any more', async () => {
    const { desk, calls, heard } = setting(
      {},
      {},
      {
        '/v1/session': { ok: true, status: 200, body: { rg: VIEW, balance: null } },
      },
    );
    desk.hearFeed({ type: 'promo' });
    await expect.poll(heard).toBe(1);
    await desk.refused('GRANT_NOT_FOUND');
    expect([heard(), calls.map(({ path }) => path)]).toEqual([2, ['/v1/session', '/v1/session']]);
    expect(desk.screen).toBeNull();
  });

  it('acknowledges the check that the gateway named, and goes on from its answer', async () => {
    const check = { check_id: 'rc-7', kind: 'reality_check', due_since: at(0), locked_until: null } as const;
    const answer = answered({ check: { ...check, acknowledged: true } });
    const { desk, calls } = setting(
      {},
      { check: { ...check, acknowledged: false } },
      { '/v1/rg/acknowledge': answer },
    );
    expect(desk.holds).toBe('RG_CHECK_DUE');
    expect(await desk.acknowledge('rc-7')).toBe(true);
    expect(calls).toEqual([{ method: 'POST', path: '/v1/rg/acknowledge', body: { check_id: 'rc-7' } }]);
    expect(desk.holds).toBeNull();
  });

  it('passes over a view that is older than the one it has', () => {
    const { desk } = setting({}, {});
    desk.hear({ ...VIEW, at: at(20), blocked: { reason: 'self_excluded', until: null } });
    desk.hear({ ...VIEW, at: at(10) });
    expect(desk.screen).toMatchObject({ kind: 'blocked', reason: 'self_excluded' });
  });

  it('blocks on a refusal even when the view does not explain it', async () => {
    const { desk } = setting(
      {},
      {},
      { '/v1/session': { ok: true, status: 200, body: { rg: VIEW, balance: null } } },
    );
    await desk.refused('RG_BLOCKED');
    expect(desk.screen).toEqual({ kind: 'blocked', reason: 'blocked', untilMs: null });
    expect(desk.holds).toBe('RG_BLOCKED');
  });

  it('tells an end and a revoked build, and hands on what is not its own to explain', async () => {
    const { desk, refused } = setting({}, {}, { '/v1/session': problem('SESSION_ENDED') });
    await desk.refused('MARKET_NOT_CERTIFIED');
    expect(refused).toEqual(['MARKET_NOT_CERTIFIED']);
    await desk.refresh();
    expect(desk.screen).toEqual({ kind: 'ended' });
    desk.hearFeed({ type: 'build_revoked' });
    expect(desk.holds).toBe('BUILD_REVOKED');
  });

  it('tells a session that ended by a block by its reason, and any other end as one', () => {
    const { desk } = setting({}, {});
    desk.hearFeed({ type: 'ended', reason: 'superseded' });
    expect(desk.screen).toEqual({ kind: 'ended' });
    desk.hearFeed({ type: 'ended', reason: 'time_limit' });
    expect(desk.screen).toEqual({ kind: 'blocked', reason: 'time_limit', untilMs: null });
  });

  it('keeps the notice up for its whole time, then waits for the player', () => {
    const { desk, pass } = setting({ login_notice_s: 5 }, {});
    pass(4_999);
    desk.dismiss();
    expect(desk.screen?.kind).toBe('notice');
    pass(1);
    expect(desk.screen?.kind).toBe('notice');
    desk.dismiss();
    expect(desk.screen).toBeNull();
  });

  it('sends limits in minor units, and the interval alone without touching them', async () => {
    const reality_check = { every_min: null, choices_min: [15, 30], lockout_min: 0 };
    const { desk, calls } = setting(
      { reality_check },
      { limits_needed: true, reality_check_min: null },
      { '/v1/rg/limits': answered({ at: at(1) }) },
    );
    expect(desk.holds).toBe('RG_LIMITS_NEEDED');
    await desk.setLimits(60, 2050);
    expect(desk.screen?.kind).toBe('interval');
    await desk.setInterval(15);
    expect(desk.screen).toBeNull();
    expect(calls.map(({ body }) => body)).toEqual([
      { time_min: 60, spend: eur(2050), reality_check_min: null },
      { time_min: null, spend: null, reality_check_min: 15 },
    ]);
  });

  it('keeps the question open when the panic button could not reach the gateway', async () => {
    const { desk } = setting({ panic_h: 24 }, {});
    desk.ask('panic');
    expect(await desk.panic()).toBe(false);
    expect(desk.screen).toEqual({ kind: 'panic' });
  });

  it('offers no way past what must be answered', () => {
    const { desk } = setting({}, { limits_needed: true });
    desk.dismiss();
    expect(desk.screen?.kind).toBe('limits');
    desk.hear({ ...VIEW, blocked: { reason: 'panic', until: at(1000) } });
    desk.dismiss();
    expect(desk.screen?.kind).toBe('blocked');
  });
});
