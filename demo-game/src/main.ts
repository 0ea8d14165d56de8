import { connectGame } from '@roundgate/client-loader/kit';
import { adoptStyles } from './engine/dom.ts';
import { showBroken } from './game/ui/broken-screen.ts';
import { STYLES } from './game/ui/styles/index.ts';
import { startGame } from './session/start-game.ts';

adoptStyles(STYLES);
connectGame()
  .then(startGame)
  .catch((cause: unknown) => {
    // Without a host there is no one to tell but the player and the boot, which reports what is not caught.
    showBroken(document.body, null);
    throw cause;
  });
