import { runGame } from '@roundgate/demo-game/kit';
import { TIDE_POOL } from './theme.ts';

runGame(TIDE_POOL);
