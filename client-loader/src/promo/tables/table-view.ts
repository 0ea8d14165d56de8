import type { SessionTournament, TablePlace, TournamentTable } from '@roundgate/contract';
import type { Words } from '../../frame/words.ts';

/** How much of a table is seen around its top. */
const SHOWN = 10;

/** A row as it is shown; `gap`: places between it and the one above are left out. */
export interface ShownPlace extends TablePlace {
  readonly isYou: boolean;
  readonly gap: boolean;
}

const isSame = (one: TablePlace, other: TablePlace | null): boolean =>
  other !== null && one.alias === other.alias;

/** The best places, and the player's own wherever it is: never out of sight. */
export function shownPlaces({ places, you }: Pick<TournamentTable, 'places' | 'you'>): ShownPlace[] {
  const top = places.slice(0, SHOWN);
  const own = you && !top.some((place) => isSame(place, you)) ? [you] : [];
  return [...top, ...own].map((place, at) => ({
    ...place,
    isYou: isSame(place, you),
    gap: at === top.length && top.length > 0,
  }));
}

/** A score as its metric means it: money, a count, or a multiple of the stake. */
export function scoreText(
  { metric }: Pick<SessionTournament, 'metric'>,
  score: number,
  words: Pick<Words, 'money' | 'number'>,
): string {
  if (metric === 'sum_win' || metric === 'sum_stake') return words.money(score);
  if (metric === 'best_multiplier') return `× ${words.number(score / 100, { minimumFractionDigits: 2 })}`;
  return words.number(score);
}

/** How far a mission is, 0 to 1. */
export const progressOf = (score: number, target: number): number => Math.min(1, score / target);

/** Places that get the same prize stand together: "1. 500 · 2.–3. 100". */
export function prizeText(amountsMinor: readonly number[], money: (minor: number) => string): string {
  const steps: { from: number; to: number; minor: number }[] = [];
  amountsMinor.forEach((minor, at) => {
    const last = steps.at(-1);
    if (last?.minor === minor) last.to = at + 1;
    else steps.push({ from: at + 1, to: at + 1, minor });
  });
  return (
    steps
      // No line ends between a place and its prize.
      .map(({ from, to, minor }) => `${from === to ? `${from}.` : `${from}.–${to}.`}\u00a0${money(minor)}`)
      .join(' · ')
  );
}
