import { connectGame } from '@roundgate/client-loader/kit';
import { adoptStyles, el } from './engine/dom.ts';
import type { Theme } from './game/theme.ts';
import { showBroken } from './game/ui/broken-screen.ts';
import { STYLES } from './game/ui/styles/index.ts';
import { stageIn, startGame } from './session/start-game.ts';

/** Runs a game of this kit in the loader's frame: the theme says how it looks, the model of the build how it pays. */
export function runGame(theme: Theme): void {
  adoptStyles(STYLES);
  adoptStyles(theme.css);
  const root = el('main', { class: 'game' });
  document.body.append(root);
  // The picture takes longest to begin and needs nothing of the loader, which may still be opening the session.
  const staging = stageIn(root);
  staging.catch(() => {});
  connectGame()
    .then((host) => startGame(host, theme, root, staging))
    .catch((cause: unknown) => {
      // Without a host there is no one to tell but the player and the boot, which reports what is not caught.
      showBroken(document.body, null);
      throw cause;
    });
}
