import type { FieldProblem, TournamentRules, TournamentState, TournamentView } from '@roundgate/contract';
import type { Sha256 } from '../rounds/keys.ts';

/** What has been decided about a tournament; all else about its state the clock tells. */
export type Decided = 'open' | 'final' | 'cancelled';

/** A tournament as an operator's board tells of it: where it is the clock says, unless it is decided. */
export interface BoardLine {
  readonly decided: Decided;
  readonly view: TournamentView;
}

/** The longest that a tournament may last: a mission of a quarter, with some days to spare. */
export const MAX_LENGTH_MS = 100 * 24 * 3_600_000;

export const isMission = ({ prize }: Pick<TournamentRules, 'prize'>): boolean => prize.kind === 'target';

/** Where a tournament is at a time. */
export function stateAt(
  { starts_at, ends_at }: Pick<TournamentRules, 'starts_at' | 'ends_at'>,
  decided: Decided,
  nowMs: number,
): TournamentState {
  if (decided !== 'open') return decided;
  if (nowMs < Date.parse(starts_at)) return 'scheduled';
  return nowMs < Date.parse(ends_at) ? 'running' : 'closing';
}

/** What of new rules cannot be kept, by field; empty when they can. */
export function rulesFaults(
  rules: TournamentRules,
  isGame: (gameId: string) => boolean,
  nowMs: number,
): FieldProblem[] {
  const { starts_at, ends_at, game_ids, entry, anti_bot } = rules;
  const [startsAtMs, endsAtMs] = [Date.parse(starts_at), Date.parse(ends_at)];
  const tell = (isWrong: boolean, field: string, message: string): FieldProblem[] =>
    isWrong ? [{ field, message }] : [];
  return [
    ...tell(endsAtMs <= startsAtMs, 'ends_at', 'must be after starts_at'),
    ...tell(endsAtMs <= nowMs, 'ends_at', 'must be in the future'),
    ...tell(endsAtMs - startsAtMs > MAX_LENGTH_MS, 'ends_at', 'must be within 100 days of starts_at'),
    ...tell(!game_ids.every(isGame), 'game_ids', 'names a game that nobody serves'),
    ...tell(
      entry.kind === 'packet' && game_ids.length > 1,
      'game_ids',
      'a packet is of one game: name one, or let cash spins count',
    ),
    ...tell(anti_bot.exclude_at < anti_bot.review_at, 'anti_bot.exclude_at', 'must not be below review_at'),
  ];
}

/** The packet that an entry comes with. */
export const packetIdOf = (tournamentId: string): string => `fs-${tournamentId}`;

/** No letter or digit that can be taken for another. */
const ALIAS_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The name under which others see a player in a table: the same all through it, and another in every other. */
export function aliasOf(sha256: Sha256, operatorId: string, tournamentId: string, playerId: string): string {
  const hash = sha256(`table-alias|${operatorId}|${tournamentId}|${playerId}`);
  const letters = Array.from({ length: 6 }, (_, index) => {
    const byte = Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16);
    return ALIAS_LETTERS[byte % ALIAS_LETTERS.length];
  });
  return letters.join('');
}
