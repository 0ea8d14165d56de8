import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import {
  FEED_PROTOCOL,
  type FinalTable,
  type Problem,
  type SessionTournament,
  type SignedEnvelope,
  TableMessage,
  type TournamentRow,
  type TournamentRules,
  type TournamentTable,
  type TournamentView,
} from '@roundgate/contract';
import { expect, vi } from 'vitest';
import { asPlayer, type Player, signed } from './client.ts';

const HOUR_MS = 3_600_000;
const at = (inMs: number): string => new Date(Date.now() + inMs).toISOString();

export const tournamentWith = (change: Partial<TournamentRules> = {}): TournamentRules => ({
  name: 'Lantern evening',
  game_ids: ['g-night-market'],
  currency: 'EUR',
  starts_at: at(-HOUR_MS),
  ends_at: at(HOUR_MS),
  metric: 'sum_win',
  entry: { kind: 'cash', min_stake_minor: 50 },
  prize: { kind: 'ranks', amounts_minor: [500, 200] },
  // The players of tests are programs, and play like it.
  anti_bot: { review_at: 100, exclude_at: 100 },
  ...change,
});
export const newTournamentId = (): string => `tn-${crypto.randomUUID()}`;
export const asOperator = <T = TournamentView & Problem>(
  method: string,
  path: string,
  body?: unknown,
  key = 'key-op-lantern',
) => signed<T>(key, method, path, body);
export const pathOf = (tournamentId: string): string => `/v1/tournaments/${tournamentId}`;

/** Makes a tournament; returns its id. */
export async function made(change: Partial<TournamentRules> = {}): Promise<string> {
  const tournamentId = newTournamentId();
  const { status, text } = await asOperator('PUT', pathOf(tournamentId), tournamentWith(change));
  expect(status, text).toBe(200);
  return tournamentId;
}

export const join = ({ token }: Player, tournamentId: string, automated = false) =>
  asPlayer<SessionTournament & Problem>(token, 'POST', `/v1/session/tournaments/${tournamentId}/join`, {
    automated,
  });

/** A tournament as it stands in a player's list, once the list knows of it. */
export const listed = ({ token }: Player, tournamentId: string): Promise<SessionTournament> =>
  vi.waitUntil(
    async () => {
      const path = '/v1/session/tournaments';
      const { body } = await asPlayer<{ tournaments: SessionTournament[] }>(token, 'GET', path);
      return body.tournaments.find(({ tournament_id }) => tournament_id === tournamentId);
    },
    { timeout: 10_000, interval: 250 },
  ) as Promise<SessionTournament>;

export const tableObject = (tournamentId: string) => env.TOURNAMENT.getByName(`op-lantern/${tournamentId}`);

/** The table as the operator reads it. */
export const tableOf = async (tournamentId: string) =>
  (
    await asOperator<{
      state: TournamentView['state'];
      rows: TournamentRow[];
      final: SignedEnvelope | null;
      next_after: number | null;
    }>('GET', `${pathOf(tournamentId)}/table`)
  ).body;

/** Reads a table until it is as it should be, for as long as a busy machine may take. */
export async function untilTable(tournamentId: string, is: (rows: readonly TournamentRow[]) => boolean) {
  await vi.waitUntil(async () => is((await tableOf(tournamentId)).rows), { timeout: 10_000, interval: 50 });
}

/** The clock of one tournament reaches its end; what it does then is done when this returns, unless it has to wait. */
export async function ended(tournamentId: string): Promise<void> {
  await runInDurableObject(tableObject(tournamentId), (_, { storage }) =>
    storage.sql.exec("UPDATE tournament SET rules = json_set(rules, '$.ends_at', ?)", at(-1)),
  );
  await runInDurableObject(tableObject(tournamentId), (_, { storage }) => storage.setAlarm(Date.now()));
  await runDurableObjectAlarm(tableObject(tournamentId));
}

/** What was signed at the close. */
export const readFinal = (final: SignedEnvelope | null): FinalTable =>
  JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(final?.payload ?? ''), (c) => c.charCodeAt(0))));

/** Watches a table; `heard` grows. */
export async function watch(path: string, token: string, origin: string) {
  const headers = {
    upgrade: 'websocket',
    origin,
    'sec-websocket-protocol': `${FEED_PROTOCOL}, ${token}`,
  };
  const response = await exports.default.fetch(new Request(`https://edge.example${path}`, { headers }));
  const heard: TournamentTable[] = [];
  response.webSocket?.accept();
  response.webSocket?.addEventListener('message', ({ data }) => {
    heard.push(TableMessage.parse(JSON.parse(String(data))).table);
  });
  return { status: response.status, heard, socket: response.webSocket };
}
