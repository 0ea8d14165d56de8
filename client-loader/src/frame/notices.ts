import type { RgNotice } from '../embed/types.ts';
import type { Screen } from './rg/screen.ts';

const NAMES: Partial<Record<Screen['kind'], RgNotice>> = {
  check: 'reality_check',
  rest: 'rest',
  limits: 'limits_needed',
  near: 'limit_near',
  notice: 'login_notice',
  interval: 'reality_check_choice',
  ended: 'session_ended',
  left: 'session_ended',
  revoked: 'build_revoked',
};

/** What the operator's page is told when a screen opens; undefined for what is the player's own affair. */
export function noticeOf(screen: Screen): RgNotice | undefined {
  if (screen.kind !== 'blocked') return NAMES[screen.kind];
  return screen.reason === 'panic' ? 'panic' : 'blocked';
}
