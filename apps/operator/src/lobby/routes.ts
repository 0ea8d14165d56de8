import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Config, Env, OfferedGame } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import * as actions from './actions.ts';
import { liveTable } from './live-table.ts';
import { resolveLanguage } from './messages.ts';
import { lobbyPage } from './page.ts';
import { pageHeaders } from './page-headers.ts';
import { newPlayerId, playerCookie, readPlayer } from './player-cookie.ts';
import * as sandbox from './sandbox.ts';
import * as sandboxPromo from './sandbox-promo.ts';
import * as sandboxRg from './sandbox-rg.ts';
import { readState, stateAnswer } from './state.ts';
import { bodyOf, type Visit, visitOf } from './visit.ts';

const wantedLanguages = (header: string | undefined): string[] =>
  (header ?? '').split(',').map((range) => range.split(';')[0]?.trim() ?? '');

/** The game that the address names, when the lobby offers it; else the first. */
function chosenGame({ games }: Config, wanted: string | undefined): OfferedGame {
  const [first] = games;
  const game = games.find(({ game_id }) => game_id === wanted) ?? first;
  if (!game) throw new Error('the lobby offers no game');
  return game;
}

/** The page; a visitor without a valid cookie becomes a new player. */
async function page(c: Context<AppEnv>, config: Config, env: Env): Promise<Response> {
  const playerId = readPlayer(c.req.header('cookie'), config.cookieSecret) ?? newPlayerId();
  const account = env.ACCOUNTS.getByName(playerId);
  await account.open(resolveLanguage(wantedLanguages(c.req.header('accept-language'))));
  const state = await readState(account);
  if (!state) throw new Error('the account that was just opened is not there');
  const secure = new URL(c.req.url).protocol === 'https:';
  c.header('set-cookie', playerCookie(playerId, config.cookieSecret, secure));
  for (const [name, value] of Object.entries(pageHeaders(config))) c.header(name, value);
  return c.html(lobbyPage(state, config, chosenGame(config, c.req.query('game'))));
}

/** The lobby page and what its buttons do. */
export function lobbyRoutes(config: Config, env: Env): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const action = <S extends z.ZodType>(
    path: string,
    schema: S,
    run: (visit: Visit, body: z.output<S>) => Promise<Response>,
  ) =>
    app.post(path, async (c) => {
      const visit = visitOf(c, config, env);
      return run(visit, await bodyOf(c, schema));
    });

  app.get('/', (c) => page(c, config, env));
  app.get('/lobby/state', (c) => stateAnswer(visitOf(c, config, env)));
  app.get('/lobby/table', (c) => liveTable(visitOf(c, config, env)));
  action('/lobby/launch', actions.LaunchBody, actions.launch);
  action('/lobby/fund', actions.FundBody, actions.fund);
  action('/lobby/preferences', actions.PreferencesBody, actions.preferences);
  action('/lobby/rg', actions.SafetyBody, actions.safety);
  action('/lobby/end-session', actions.EndBody, actions.endSession);
  app.get('/lobby/sandbox', (c) => sandbox.showSandbox(visitOf(c, config, env)));
  action('/lobby/sandbox/plan', sandbox.PlanBody, sandbox.planFault);
  action('/lobby/sandbox/promo', sandboxPromo.PromoBody, sandboxPromo.givePromo);
  action('/lobby/sandbox/rg', sandboxRg.RgCaseBody, sandboxRg.makeRgCase);
  action('/lobby/sandbox/reset', sandbox.ResetBody, sandbox.resetFaults);
  return app;
}
