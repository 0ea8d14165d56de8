import type { OPERATIONS } from '@roundgate/contract';
import { statusAt } from '../../domain/matrix/certificate.ts';
import type { HandlerOf } from '../bind.ts';
import { gamesOf, requireOwnGame } from '../register-access.ts';

/** Reads the matrix, a page at a time. */
export const listCertificates: HandlerOf<typeof OPERATIONS.listCertificates> = async (
  { query, partner },
  { matrix, config, nowMs },
) => {
  const { game_id: gameId, country, build_hash: buildHash, after, limit } = query;
  if (gameId) requireOwnGame(gameId, partner, config);
  const gameIds = gamesOf(partner, config);
  const rows = await matrix.list({ gameIds, gameId, country, buildHash, after, limit });
  return {
    certificates: rows.map((row) => ({ ...row, status: statusAt(row, nowMs) })),
    next_after: rows.length === limit ? (rows.at(-1)?.certificate_id ?? null) : null,
  };
};
