// As little of a game as can be played: a button, a line of what came of it, and whether it stands still.
import { connectGame, GameCallError } from '../../src/kit/index.ts';

const host = await connectGame();
const spin = document.createElement('button');
const line = document.createElement('p');
spin.textContent = 'Spin';
line.id = 'line';
document.body.append(spin, line);
document.body.style.cssText = 'background:#1b2260;color:#fff;font:16px system-ui';
document.documentElement.lang = host.config.locale;

spin.addEventListener('click', async () => {
  line.textContent = 'spinning';
  try {
    const result = await host.spin(host.config.default_stake_minor);
    line.textContent = `won ${result.win.amount_minor}`;
    if (document.documentElement.dataset.paused !== 'true') host.roundShown(result.round_id);
  } catch (error) {
    line.textContent = error instanceof GameCallError ? error.fault.code : String(error);
  }
});
host.on('pause', () => {
  document.documentElement.dataset.paused = 'true';
});
host.on('resume', () => {
  document.documentElement.dataset.paused = 'false';
});
host.ready();
