import type { MarketTerms, UiElement } from '@roundgate/contract';
import { clockText } from '../rg/countdown.ts';
import type { PlayedRound, Sums } from '../rg/totals.ts';
import type { Words } from '../words.ts';

/** What a game is known to give and take; a fact that nobody has told is left out. */
export interface GameFacts {
  /** Share that is paid back, as a decimal text. */
  readonly rtp?: string;
  /** The top win falls once in so many rounds. */
  readonly topWinOdds: number | undefined;
  readonly maxStakeMinor?: number;
  readonly maxWinMinor?: number | undefined;
}

/** All that the facts of a session are made of; amounts in minor units. */
export interface FactSource {
  readonly terms: Pick<MarketTerms, 'rules'>;
  readonly required: readonly UiElement[];
  readonly game: GameFacts;
  readonly sums: Sums;
  readonly balanceMinor: number | null;
  readonly sessionMs: number;
  readonly lastRound: PlayedRound | null;
}

/** One label and its value. */
export interface Fact {
  /** The key of its label. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Stays in sight where the screen is small; the others are in the sheet there. */
  readonly always: boolean;
}

type Wanted = readonly [id: string, value: string | null | undefined, always?: boolean];

/** The facts that this market asks to show, and the balance; what is not asked for is not there (spec M3, G3). */
export function factsOf(source: FactSource, words: Words): Fact[] {
  const { game, sums, required, lastRound } = source;
  const { show } = source.terms.rules;
  const money = (minor: number | null | undefined) => (minor == null ? null : words.money(minor));
  const clock = show.clock || required.includes('clock');
  const odds = game.topWinOdds ? words.say('odds', { n: words.number(game.topWinOdds) }) : null;
  const wanted: (Wanted | false)[] = [
    ['balance', money(source.balanceMinor) ?? '–', true],
    clock && ['session_time', clockText(source.sessionMs), true],
    show.net_position && ['net_position', money(sums.netMinor), true],
    show.totals && ['staked', money(sums.stakedMinor), true],
    show.totals && ['won', money(sums.wonMinor), true],
    show.month_net && ['month_net', money(sums.monthNetMinor)],
    show.rtp && ['rtp', game.rtp && words.percent(Number(game.rtp))],
    show.top_win_odds && ['top_win_odds', odds],
    show.bounds && ['max_stake', money(game.maxStakeMinor)],
    show.bounds && ['max_win', money(game.maxWinMinor)],
    show.last_result && ['last_result', lastRound && roundText(lastRound, words)],
  ];
  return wanted.flatMap((fact) => {
    if (!fact) return [];
    const [id, value, always = false] = fact;
    return value ? [{ id, label: words.say(id), value, always }] : [];
  });
}

/** What a round took and gave, in a line. */
export const roundText = ({ stakeMinor, winMinor }: PlayedRound, words: Words): string =>
  words.say('round', { stake: words.money(stakeMinor), win: words.money(winMinor) });
