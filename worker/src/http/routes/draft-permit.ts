import type { OPERATIONS } from '@roundgate/contract';
import { launchRefusal, marketTerms } from '../../domain/markets/terms.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError, refused } from '../error-response.ts';

/** Drafts a country's next permit: its terms as they stand, and every build whose certificate is valid now. */
export const draftPermit: HandlerOf<typeof OPERATIONS.draftPermit> = async (
  { params },
  { trust, matrix, config, nowMs },
) => {
  const { country } = params;
  const rulesAtMs = config.rulesAtMs(nowMs);
  const unfit = launchRefusal(country, rulesAtMs);
  if (unfit) throw refused(unfit);
  const market = marketTerms(country, rulesAtMs);
  if (!market) throw new ProblemError('MARKET_RULES_UNKNOWN');
  const snapshot = await trust.snapshot(nowMs, true);
  const rows = await matrix.certificatesOf(country);
  const valid = rows.filter((row) => Date.parse(row.valid_from) <= nowMs && nowMs < Date.parse(row.valid_to));
  const games: Record<string, Record<string, object>> = {};
  for (const { game_id, build_hash, country: _, ...row } of valid) {
    games[game_id] ??= {};
    games[game_id][build_hash] = row;
  }
  const version = (snapshot.permits.get(country)?.document.version ?? 0) + 1;
  return { version, country, market, games: games as never };
};
