// Compiles only while what is published in types.ts says the same as the contract.
import type {
  CommandFault,
  ExitReason as ContractExitReason,
  Money as ContractMoney,
  LoaderErrorCode,
  LoaderMessage,
} from '@roundgate/contract';
import type { ExitReason, Money, RoundgateErrorCode, RoundgateEvents } from './types.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fits<A, B> = [A] extends [B] ? true : false;
type Detail<T extends LoaderMessage['type']> = Omit<
  Extract<LoaderMessage, { type: T }>,
  'rg' | 'seq' | 'type'
>;

/** Messages of the loader that the element keeps for itself. */
type Inner = 'hello' | 'activity' | 'done' | 'refused';
/** Events that the element makes itself. */
type Own = 'idle' | 'visibility';

type Told = Exclude<LoaderMessage['type'], Inner>;

export const CHECKED: readonly [
  Same<keyof RoundgateEvents, `roundgate:${Told | Own}`>,
  Same<ExitReason, ContractExitReason>,
  Fits<LoaderErrorCode | CommandFault, RoundgateErrorCode>,
  Fits<ContractMoney, Money>,
  { [T in Told]: Fits<Detail<T>, RoundgateEvents[`roundgate:${T}`]['detail']> }[Told],
] = [true, true, true, true, true];
