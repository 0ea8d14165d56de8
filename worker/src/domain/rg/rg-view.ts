import { type Currency, money, type RgView, toTimestamp } from '@roundgate/contract';

/** A session in which nothing was played and nothing is due. */
export const quietRgView = (currency: Currency, sessionTimeMs: number, nowMs: number): RgView => ({
  at: toTimestamp(nowMs),
  session_time_ms: sessionTimeMs,
  totals: { rounds: 0, staked: money(0, currency), won: money(0, currency), net: money(0, currency) },
  month_net: null,
  blocked: null,
  check: null,
  next_check_at: null,
  reality_check_min: null,
  limits: null,
  limits_needed: false,
  soon_again: false,
});
