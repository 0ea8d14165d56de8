import type { MarketTerms, RgView } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { heldBy, lastOf, noticeOf, type RgState, screenOf } from './screen.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const at = (offsetMs: number): string => new Date(NOW + offsetMs).toISOString();
const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR', exponent: 2 }) as const;

const rules = { reality_check: { every_min: 60, choices_min: [], lockout_min: 5 }, rest: null };
const view: RgView = {
  at: at(0),
  session_time_ms: 0,
  totals: { rounds: 0, staked: eur(0), won: eur(0), net: eur(0) },
  month_net: null,
  blocked: null,
  check: null,
  next_check_at: null,
  reality_check_min: null,
  limits: null,
  limits_needed: false,
  soon_again: false,
};
const check = {
  check_id: 'rc-1',
  kind: 'reality_check',
  due_since: at(0),
  locked_until: at(300_000),
  acknowledged: false,
} as const;
const limits = { time_min: 60, spend: eur(100), time_left_ms: 60_000, spend_left: eur(5), near: true };

const state = (changes: Partial<RgView> = {}, rest: Partial<RgState> = {}): RgState => ({
  terms: { rules } as unknown as MarketTerms,
  view: { ...view, ...changes },
  end: null,
  asked: null,
  noticeEndsMs: null,
  intervalDue: false,
  nearRead: false,
  ...rest,
});
const kind = (changes: Partial<RgView>, rest: Partial<RgState> = {}) =>
  screenOf(state(changes, rest), NOW)?.kind;

describe('what is laid over the game', () => {
  it('is nothing while nothing is due', () => {
    expect(screenOf(state(), NOW)).toBeNull();
    expect(screenOf(state({ next_check_at: at(1) }), NOW)).toBeNull();
  });

  it('is a check on time by the clock here, before the gateway has named it', () => {
    expect(screenOf(state({ next_check_at: at(0) }), NOW)).toEqual({
      kind: 'check',
      checkId: null,
      acknowledged: false,
      untilMs: null,
    });
    const terms = { rules: { reality_check: null, rest: {} } } as unknown as MarketTerms;
    expect(kind({ next_check_at: at(0) }, { terms })).toBe('rest');
  });

  it('is a check until it is acknowledged and its lock-out has passed', () => {
    expect(kind({ check })).toBe('check');
    expect(kind({ check: { ...check, locked_until: at(-1) } })).toBe('check');
    expect(kind({ check: { ...check, acknowledged: true } })).toBe('check');
    expect(kind({ check: { ...check, acknowledged: true, locked_until: at(0) } })).toBeUndefined();
    expect(kind({ check: { ...check, acknowledged: true, locked_until: null } })).toBeUndefined();
    const rest = { ...check, kind: 'rest' } as const;
    expect(kind({ check: rest })).toBe('rest');
    expect(kind({ check: { ...rest, acknowledged: true } })).toBe('rest');
    expect(kind({ check: { ...rest, locked_until: at(0) } })).toBeUndefined();
  });

  it('is not opened again by the moment of a check that is over', () => {
    const over = { ...check, acknowledged: true, locked_until: null };
    expect(kind({ check: over, next_check_at: at(-10) })).toBeUndefined();
  });

  it('is the most pressing of all that is due', () => {
    const all = { check, limits, limits_needed: true };
    const asked = { noticeEndsMs: NOW, intervalDue: true, asked: 'info' } as const;
    const blocked = { reason: 'self_excluded', until: null } as const;
    expect(kind({ ...all, blocked }, { ...asked, end: 'revoked' })).toBe('revoked');
    expect(kind({ ...all, blocked }, { ...asked, end: 'ended' })).toBe('blocked');
    expect(kind(all, { ...asked, end: 'ended' })).toBe('ended');
    expect(kind({ ...all, blocked }, { ...asked, asked: 'panic' })).toBe('blocked');
    expect(kind(all, { ...asked, asked: 'panic' })).toBe('panic');
    expect(kind(all, asked)).toBe('limits');
    expect(kind({ check, limits }, asked)).toBe('notice');
    expect(kind({ check, limits }, { ...asked, noticeEndsMs: null })).toBe('check');
    expect(kind({ limits }, { ...asked, noticeEndsMs: null })).toBe('interval');
    expect(kind({ limits }, { asked: 'info' })).toBe('near');
    expect(kind({ limits }, { asked: 'info', nearRead: true })).toBe('info');
  });

  it('takes the game away after a block or an end, and after nothing else', () => {
    const blocked = { kind: 'blocked', reason: 'idle', untilMs: null } as const;
    expect([blocked, { kind: 'ended' } as const, { kind: 'revoked' } as const].map(lastOf)).toEqual([
      'rg_blocked',
      'session_ended',
      'build_revoked',
    ]);
    expect((['info', 'near', 'limits', 'panic'] as const).map((open) => lastOf({ kind: open }))).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('has a name for the operator and a problem for a round that wants to start', () => {
    const blocked = { kind: 'blocked', untilMs: null } as const;
    expect(noticeOf({ ...blocked, reason: 'panic' })).toBe('panic');
    expect(noticeOf({ ...blocked, reason: 'cool_off' })).toBe('blocked');
    expect(noticeOf({ kind: 'info' })).toBeNull();
    expect(heldBy({ kind: 'limits' })).toBe('RG_LIMITS_NEEDED');
  });
});
