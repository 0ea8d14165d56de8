/** How sure a fact is: H primary text read, M regulator excerpt or agreeing secondary sources, L thin, I inference. */
export type Grade = 'H' | 'M' | 'L' | 'I';

/** One rule of a market with where it comes from; nothing is enforced or shown without its grade and source. */
export interface Fact<T> {
  readonly value: T;
  readonly grade: Grade;
  /** Where it was read; for grade I the reasoning. */
  readonly source: string;
}

/** The rules of one country that this gateway knows how to enforce and the loader how to show. */
export interface MarketRules {
  readonly country: string;
  readonly name: string;
  /** When the facts were last compared with their sources, as a date. */
  readonly verifiedOn: string;
  readonly currencies: Fact<readonly string[]>;
  readonly ageLabel: Fact<string>;
  readonly warnings: Fact<readonly string[]>;
  readonly minRoundMs: Fact<number>;
  /** Largest stake per round in minor units of the market's currency; null = the market sets none. */
  readonly maxStakeMinor: Fact<number | null>;
  readonly autoplay: Fact<boolean>;
  readonly turbo: Fact<boolean>;
  readonly bonusBuy: Fact<boolean>;
  readonly links: readonly Fact<{ kind: 'help' | 'self_exclusion'; text: string }>[];
  /** Duties of this market that this version does not carry out yet; real money needs all of them. */
  readonly notYetEnforced: readonly string[];
}
