import type { AntiBotRules, EntryStatus, TournamentPrize } from '@roundgate/contract';

/** What a place is decided by. */
export interface Contender {
  readonly playerId: string;
  readonly score: number;
  readonly reachedAtMs: number | null;
  readonly suspicion: number;
  /** An operator's tester is never ranked among its players. */
  readonly isTester: boolean;
  /** What a person has decided, if anybody has. */
  readonly decision: 'pay' | 'exclude' | null;
}

/** How an entry stands by rule, or as a person has decided (spec F2). */
export function statusOf(
  { suspicion, isTester, decision }: Contender,
  { review_at, exclude_at }: AntiBotRules,
): EntryStatus {
  if (isTester || decision === 'exclude') return 'excluded';
  if (decision === 'pay') return 'ranked';
  if (suspicion >= exclude_at) return 'excluded';
  return suspicion >= review_at ? 'review' : 'ranked';
}

/** The better first: more points, then the earlier to have them, then by name, so that no two are alike. */
export const byPlace = (left: Contender, right: Contender): number =>
  right.score - left.score ||
  (left.reachedAtMs ?? Number.POSITIVE_INFINITY) - (right.reachedAtMs ?? Number.POSITIVE_INFINITY) ||
  (left.playerId < right.playerId ? -1 : 1);

/** A contender with its place; null without a point, or excluded. */
export type Placed<T extends Contender> = T & { readonly rank: number | null; readonly status: EntryStatus };

/** Everybody with their places, the best first, the excluded and those without a point last. */
export function placesOf<T extends Contender>(contenders: readonly T[], antiBot: AntiBotRules): Placed<T>[] {
  const judged = contenders.map((one) => ({ ...one, status: statusOf(one, antiBot) }));
  const isRanked = ({ score, status }: (typeof judged)[number]) => score > 0 && status !== 'excluded';
  const ranked = judged.filter(isRanked).sort(byPlace);
  const others = judged.filter((one) => !isRanked(one)).sort(byPlace);
  return [
    ...ranked.map((one, index) => ({ ...one, rank: index + 1 })),
    ...others.map((one) => ({ ...one, rank: null })),
  ];
}

/** What an entry has won, in minor units: its place's prize, or that of a target that it reached. */
export function prizeOf(
  prize: TournamentPrize,
  { rank, status, score }: Pick<Placed<Contender>, 'rank' | 'status' | 'score'>,
): number {
  if (status === 'excluded') return 0;
  if (prize.kind === 'target') return score >= prize.target ? prize.amount_minor : 0;
  return rank === null ? 0 : (prize.amounts_minor[rank - 1] ?? 0);
}
