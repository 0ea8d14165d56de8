import type { OPERATIONS } from '@roundgate/contract';
import { launchRefusal, marketTerms } from '../../domain/markets/terms.ts';
import { counts } from '../../domain/matrix/certificate.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError, refused } from '../error-response.ts';

/** Drafts a country's next permit: its terms as they stand, and every build whose certificate is approved and valid now. */
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
  const snapshot = await trust.snapshot(nowMs, 'fresh');
  const rows = (await matrix.certificatesOf(country)).filter((row) => counts(row, nowMs));
  const games: Record<string, Record<string, object>> = {};
  for (const { game_id, build_hash, rtp_profile, lab, number, valid_from, valid_to } of rows) {
    games[game_id] ??= {};
    games[game_id][build_hash] = { rtp_profile, lab, number, valid_from, valid_to };
  }
  const version = (snapshot.permits.get(country)?.document.version ?? 0) + 1;
  return { version, country, market, games: games as never };
};
