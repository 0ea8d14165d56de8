import type { LoaderErrorCode, MarketTerms, ProblemCode, RgView } from '@roundgate/contract';
import type { RgNotice } from '../../embed/types.ts';

/** Why a session is over, other than by a block. `left`: the player has stopped. */
export type SessionEnd = 'ended' | 'revoked' | 'left';
/** What the player has asked for with a button of the bar. */
export type Asked = 'panic' | 'info' | 'interval';

/** All that decides what is laid over the game. Moments are the gateway's time. */
export interface RgState {
  readonly terms: MarketTerms;
  readonly view: RgView;
  readonly end: SessionEnd | null;
  readonly asked: Asked | null;
  /** When the notice at the start may be closed; null once it was read, or where no market asks for one. */
  readonly noticeEndsMs: number | null;
  /** The player has not said yet how often to be reminded. */
  readonly intervalDue: boolean;
  readonly nearRead: boolean;
}

type Blocked = NonNullable<RgView['blocked']>;

/** What is laid over the game; it is modal, and the game stands still under it. */
export type Screen =
  | { readonly kind: SessionEnd | Asked | 'limits' | 'near' }
  | { readonly kind: 'blocked'; readonly reason: Blocked['reason']; readonly untilMs: number | null }
  | { readonly kind: 'notice'; readonly untilMs: number }
  | {
      readonly kind: 'check' | 'rest';
      /** Null: due by the clock here, and the gateway has not named it yet. */
      readonly checkId: string | null;
      readonly acknowledged: boolean;
      /** Play does not go on before this. */
      readonly untilMs: number | null;
    };

const moment = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** True where the market lets the player choose how often to be reminded. */
export const mayChooseInterval = ({ rules }: MarketTerms): boolean =>
  rules.reality_check?.every_min === null && rules.reality_check.choices_min.length > 0;

function checkOf({ terms, view }: RgState, nowMs: number): Screen | null {
  const { check } = view;
  if (check) {
    const untilMs = moment(check.locked_until);
    const kind = check.kind === 'rest' ? 'rest' : 'check';
    // A rest is over by its time alone, as the gateway has it; a check is to be read.
    const isOver = (check.acknowledged || kind === 'rest') && (untilMs === null || nowMs >= untilMs);
    return isOver ? null : { kind, checkId: check.check_id, acknowledged: check.acknowledged, untilMs };
  }
  const dueMs = moment(view.next_check_at);
  if (dueMs === null || nowMs < dueMs) return null;
  const kind = terms.rules.reality_check ? 'check' : 'rest';
  return { kind, checkId: null, acknowledged: false, untilMs: null };
}

/** What is laid over the game now, the most pressing first; null: nothing, play goes on (spec G1, G2). */
export function screenOf(state: RgState, nowMs: number): Screen | null {
  const { view } = state;
  if (state.end && state.end !== 'ended') return { kind: state.end };
  // A session that ends by a block is told by its reason.
  if (view.blocked)
    return { kind: 'blocked', reason: view.blocked.reason, untilMs: moment(view.blocked.until) };
  if (state.end) return { kind: 'ended' };
  if (state.asked === 'panic') return { kind: 'panic' };
  if (view.limits_needed) return { kind: 'limits' };
  if (state.noticeEndsMs !== null) return { kind: 'notice', untilMs: state.noticeEndsMs };
  const check = checkOf(state, nowMs);
  if (check) return check;
  if (state.intervalDue) return { kind: 'interval' };
  if (view.limits?.near && !state.nearRead) return { kind: 'near' };
  return state.asked && { kind: state.asked };
}

type Meaning = readonly [notice: RgNotice | null, holds: ProblemCode, error?: LoaderErrorCode];

const MEANINGS: Readonly<Record<Screen['kind'], Meaning>> = {
  check: ['reality_check', 'RG_CHECK_DUE'],
  rest: ['rest', 'RG_CHECK_DUE'],
  limits: ['limits_needed', 'RG_LIMITS_NEEDED'],
  near: ['limit_near', 'RG_CHECK_DUE'],
  notice: ['login_notice', 'RG_CHECK_DUE'],
  interval: ['reality_check_choice', 'RG_CHECK_DUE'],
  info: [null, 'RG_CHECK_DUE'],
  panic: [null, 'RG_CHECK_DUE'],
  blocked: ['blocked', 'RG_BLOCKED', 'rg_blocked'],
  ended: ['session_ended', 'SESSION_ENDED', 'session_ended'],
  left: ['session_ended', 'SESSION_ENDED', 'session_ended'],
  revoked: ['build_revoked', 'BUILD_REVOKED', 'build_revoked'],
};

/** The problem that a round is refused with under this screen. */
export const heldBy = ({ kind }: Screen): ProblemCode => MEANINGS[kind][1];
/** The loader error of a screen that nothing follows: the game is taken away. Undefined for every other. */
export const lastOf = ({ kind }: Screen): LoaderErrorCode | undefined => MEANINGS[kind][2];

/** What the operator's page is told when a screen opens; null for what is the player's own affair. */
export const noticeOf = (screen: Screen): RgNotice | null =>
  screen.kind === 'blocked' && screen.reason === 'panic' ? 'panic' : MEANINGS[screen.kind][0];
