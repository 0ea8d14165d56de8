import { NIGHT_MARKET } from './night-market/index.ts';
import { runGame } from './run-game.ts';

runGame(NIGHT_MARKET);
