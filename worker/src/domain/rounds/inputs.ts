import type { MarketTerms, ProblemCode } from '@roundgate/contract';
import type { MoneyAnswer, RollbackAnswer, StatusAnswer } from '../wallet/capability.ts';
import type { Outcome, Undo } from './round.ts';

/** Features that show in an outcome, not in how its round was started. */
export type DrawnFeature = Extract<keyof MarketTerms['features'], 'bonus_buy' | 'jackpot'>;

/** The RGS's answer to a spin. */
export type DrawAnswer =
  | {
      readonly kind: 'drawn';
      readonly outcome: Outcome;
      readonly sessionId: string;
      readonly buildHash: string;
      /** What the RGS says of the outcome that a market may forbid. */
      readonly uses: readonly DrawnFeature[];
      /** The meter that the draw has hit, and in which run; its pool has not been asked yet. */
      readonly hit?: { readonly jackpotId: string; readonly run: number };
    }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** The RGS's answer to a void. */
export type VoidAnswer =
  /** `jackpotId`: the meter that the draw had hit. */
  | { readonly kind: 'voided'; readonly jackpotId?: string | null }
  | { readonly kind: 'already_drawn' }
  | { readonly kind: 'unknown'; readonly why: string };

/** What can happen to a round. `recovered` = the row was read from storage by an instance that did not write it. */
export type RoundInput =
  | { readonly type: 'recovered' }
  | { readonly type: 'draw'; readonly answer: DrawAnswer }
  | { readonly type: 'debit'; readonly answer: MoneyAnswer }
  | { readonly type: 'draw_and_debit'; readonly draw: DrawAnswer; readonly debit: MoneyAnswer }
  | { readonly type: 'bet_win'; readonly answer: MoneyAnswer }
  | { readonly type: 'status'; readonly answer: StatusAnswer }
  | { readonly type: 'credit'; readonly answer: MoneyAnswer }
  | { readonly type: 'rollback'; readonly answer: RollbackAnswer }
  | { readonly type: 'void'; readonly answer: VoidAnswer };

/** The one thing to do next. Nothing is sent whose key and amount are not in the row. */
export type RoundEffect =
  | { readonly type: 'draw' }
  | { readonly type: 'debit' }
  | { readonly type: 'draw_and_debit' }
  | { readonly type: 'bet_win' }
  | { readonly type: 'status' }
  | { readonly type: 'credit' }
  | { readonly type: 'rollback' }
  | { readonly type: 'void'; readonly ifDrawn: Undo['ifDrawn'] }
  | { readonly type: 'wait'; readonly untilMs: number }
  | { readonly type: 'close' };
