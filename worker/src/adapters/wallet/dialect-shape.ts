import type { Currency, ProblemCode, WalletCapabilityRecord, WalletErrorClass } from '@roundgate/contract';
import type { AmountForm, WireAmount } from './amounts.ts';

/** What the round machine asks of a wallet, whatever the wallet calls it. */
export type Call = 'debit' | 'credit' | 'betWin' | 'rollback' | 'balance';

/** What a request may say when only the player is known. */
export interface PlayerFacts {
  readonly playerId: string;
  readonly currency: Currency;
  /** UUID of this request; the same on every attempt of one movement. */
  readonly requestId: string;
}

/** What a request about a round may say. Ids are derived, amounts are in the wallet's own form. */
export interface RoundFacts extends PlayerFacts {
  readonly sessionId: string;
  readonly gameId: string;
  readonly roundId: string;
  /** Id of this movement. */
  readonly id: string;
  /** Id of the movement that took the stake. */
  readonly debitId: string;
  readonly stakeMinor: number;
  readonly winMinor: number;
  readonly stake: WireAmount;
  readonly win: WireAmount;
}

/** One field of a success that must be about what was sent: a text, or an amount in minor units. */
export interface Echo {
  readonly field: string;
  readonly is: string | { readonly amountMinor: number };
  /** The wallet may leave it out; when it is there, it must agree. */
  readonly optional?: true;
}

/** One call on the wire. */
export interface CallShape<Facts extends PlayerFacts> {
  /** Below the wallet's base address. */
  readonly path: string;
  readonly request: (facts: Facts) => Readonly<Record<string, string | number | boolean>>;
  readonly echoes: (facts: Facts) => readonly Echo[];
  /** Whether a success without a balance is still a success. */
  readonly balance: 'required' | 'optional';
}

/** What a wallet's word means. `code` is the refusal's; it is not read for SUCCESS, UNCERTAIN and FATAL. */
export interface Meaning {
  readonly class: WalletErrorClass;
  readonly code?: ProblemCode | undefined;
}
export type MeaningTable = Readonly<Record<string, Meaning>>;
export type Fields = Readonly<Record<string, unknown>>;

/** A way of speaking to a wallet, as data: `dialect.ts` is the one engine that reads it. */
export interface Dialect {
  /** `request` = our HTTP signature v1 (spec A1); `body-hmac` = hex HMAC-SHA-256 of the bare body in one header. */
  readonly signing: 'request' | 'body-hmac';
  /** How the wallet names a movement: by our key itself, or by the UUID that is derived from it. */
  readonly ids: 'key' | 'uuid';
  readonly amounts: AmountForm;
  /** `200` = refusals come as a word inside HTTP 200; `4xx` = refusals come with a 4xx status of their own. */
  readonly refusesWith: '200' | '4xx';
  /** The word of an answer; anything but a text or a number is no word. */
  readonly word: (fields: Fields) => unknown;
  /** Where the wallet puts its own id of a movement. */
  readonly referenceField: string;
  readonly calls: {
    readonly debit?: CallShape<RoundFacts>;
    readonly credit: CallShape<RoundFacts>;
    readonly betWin?: CallShape<RoundFacts>;
    readonly rollback: CallShape<RoundFacts>;
    readonly balance: CallShape<PlayerFacts>;
  };
  /** By word; a call's own table goes before `any`. A word that is in neither is UNCERTAIN. */
  readonly meanings: { readonly any: MeaningTable } & { readonly [C in Call]?: MeaningTable };
  /** What the sandbox's wallet of this dialect can do; an operator's own record is in its configuration. */
  readonly sandboxRecord: WalletCapabilityRecord;
}

/** The header of `body-hmac`. */
export const BODY_HMAC_HEADER = 'x-signature-hmac';

/** A text that the answer must repeat. */
export const text = (field: string, is: string): Echo => ({ field, is });
/** An amount that the answer must repeat, in minor units. */
export const amount = (field: string, amountMinor: number): Echo => ({ field, is: { amountMinor } });
/** What the answer may leave out. */
export const told = (echo: Echo): Echo => ({ ...echo, optional: true });
