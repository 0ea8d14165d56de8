import { Hono } from 'hono';
import type { Config, Env } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import { BET_WIN_ROLLBACK, BET_WIN_ROLLBACK_MANNERS } from './bet-win-rollback.ts';
import { BETWIN_FINISH, BETWIN_FINISH_MANNERS } from './betwin-finish.ts';
import { counterRoutes } from './counter.ts';
import { WITHDRAW_DEPOSIT, WITHDRAW_DEPOSIT_MANNERS } from './withdraw-deposit.ts';

/**
 * The same accounts through wallets of other dialects, each below its own name (worker/docs/wallet-dialects.md). A
 * player has one balance, whichever dialect moves it.
 */
export function dialectRoutes(config: Config, env: Env): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.route('/bet-win-rollback', counterRoutes(BET_WIN_ROLLBACK_MANNERS, BET_WIN_ROLLBACK, config, env));
  app.route('/withdraw-deposit', counterRoutes(WITHDRAW_DEPOSIT_MANNERS, WITHDRAW_DEPOSIT, config, env));
  app.route('/betwin-finish', counterRoutes(BETWIN_FINISH_MANNERS, BETWIN_FINISH, config, env));
  return app;
}
