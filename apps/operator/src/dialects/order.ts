import type { Currency, Money, ProblemCode } from '@roundgate/contract';
import type { MovementRequest, Refusal } from '../wallet/movement.ts';

/** What a call of any dialect asks of a player's account, in the ledger's own terms. */
export type Order =
  | { readonly do: 'balance'; readonly currency: Currency | null }
  | { readonly do: 'take'; readonly stake: MovementRequest }
  /** `of` names the stake that must stand in the same round; null where the wallet does not ask. */
  | { readonly do: 'pay'; readonly win: MovementRequest; readonly of: string | null }
  /** `buries`: a stake that never arrived is refused from now on. */
  | { readonly do: 'undo'; readonly stakeId: string; readonly roundId: string; readonly buries: boolean }
  | { readonly do: 'take-and-pay'; readonly stake: MovementRequest; readonly win: MovementRequest }
  | { readonly do: 'undo-both'; readonly stakeId: string; readonly roundId: string }
  | { readonly do: 'finish'; readonly stakeId: string; readonly roundId: string; readonly id: string };

/** What was done. A repeat tells the balance that the first answer told. */
export interface Done {
  readonly ok: true;
  /** Null when nothing says which currency is meant. */
  readonly balance: Money | null;
  readonly reference: string | null;
  readonly replayed: boolean;
}
export type OrderOutcome = Done | Refusal;

export const refuse = (code: ProblemCode): Refusal => ({ ok: false, code });
/** Transaction id of the win that moves together with a stake. */
export const winIdOf = (stakeId: string): string => `${stakeId}:w`;
