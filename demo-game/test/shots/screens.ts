import type { Page } from '@playwright/test';
import type { GameConfig } from '@roundgate/contract';
import {
  ANSWERS,
  asFree,
  config,
  meter,
  type OpenGame,
  openGame,
  packet,
  promo,
  summaries,
  withJackpot,
} from '../harness/open-game.ts';
import type { Scenario } from '../harness/scenario.ts';
import type { Camera } from './camera.ts';

/** A page of screens: a start of the game, and the pictures that are taken on the way. */
type Walk = (camera: Camera, open: (changes?: Partial<Scenario>) => Promise<OpenGame>) => Promise<void>;

const result = (game: OpenGame) => game.frame.locator('.result');
const press = (game: OpenGame, name: string) => game.frame.locator(`.control.${name}`).click();

/** Waits until the result line says something else than now. */
async function untilSaid(game: OpenGame, page: Page): Promise<void> {
  const before = await result(game).textContent();
  for (let turn = 0; turn < 600; turn += 1) {
    if ((await result(game).textContent()) !== before) return;
    await page.waitForTimeout(40);
  }
  throw new Error(`the result line stays at "${before}"`);
}

/** True when the result line says something else within a second: so long is one step shown. */
async function saysMore(game: OpenGame, page: Page): Promise<boolean> {
  const before = await result(game).textContent();
  await page.waitForTimeout(1_000);
  return (await result(game).textContent()) !== before;
}

/** Plays a round until its last line is said. */
async function untilLastSaid(game: OpenGame, page: Page): Promise<void> {
  await game.frame.locator('.control.spin[data-press=spin]').waitFor();
  await press(game, 'spin');
  await game.frame.locator('.control.spin[data-press=skip]').waitFor();
  while (await saysMore(game, page)) {}
}

/** The whole height of an open sheet, a view at a time. */
async function sheet(game: OpenGame, camera: Camera, name: string): Promise<void> {
  const body = game.frame.locator(`.sheet-${name} .sheet-body`);
  for (let view = 0; view < 5; view += 1) {
    // A scroll in a frame of another process is seen a little later.
    await camera.page.waitForTimeout(200);
    await camera.take(`${name}-${view + 1}`);
    const more = await body.evaluate((element) => {
      const before = element.scrollTop;
      element.scrollTop += element.clientHeight * 0.9;
      return element.scrollTop > before + 8;
    });
    if (!more) return;
  }
}

const still: Walk = async (camera, open) => {
  const game = await open({ history: summaries(7) });
  await camera.take('start');
  await game.play();
  await camera.take('idle');
  await press(game, 'rules');
  await sheet(game, camera, 'rules');
  await camera.page.keyboard.press('Escape');
  await press(game, 'history');
  await game.frame.locator('.round').first().waitFor();
  await sheet(game, camera, 'history');
};

const spun: Walk = async (camera, open) => {
  const game = await open({
    spins: [{ ...ANSWERS.tense, delayMs: 700 }, ANSWERS.win, ANSWERS.lessThanStake],
  });
  await game.play();
  await press(game, 'spin');
  await camera.page.waitForTimeout(600);
  await camera.take('turning');
  await camera.page.waitForTimeout(1_000);
  await camera.take('tense');
  await game.frame.locator('.control.spin[data-press=spin]').waitFor();
  await press(game, 'spin');
  await untilSaid(game, camera.page);
  await untilSaid(game, camera.page);
  await camera.page.waitForTimeout(250);
  await camera.take('line-win');
  await game.frame.locator('.control.spin[data-press=spin]').waitFor();
  await camera.take('won');
  await game.spin();
  await camera.take('less-than-stake');
};

const celebrated: Walk = async (camera, open) => {
  const game = await open({ spins: [ANSWERS.huge] });
  await game.play();
  await press(game, 'spin');
  await untilSaid(game, camera.page);
  await untilSaid(game, camera.page);
  while (await saysMore(game, camera.page)) {}
  await camera.page.waitForTimeout(900);
  await camera.take('huge-win');
};

const freeSpins: Walk = async (camera, open) => {
  const game = await open({ spins: [ANSWERS.freeSpins] });
  await game.play();
  await press(game, 'spin');
  await untilSaid(game, camera.page);
  await camera.page.waitForTimeout(1_300);
  await camera.take('free-spins-won');
  await untilSaid(game, camera.page);
  await camera.page.waitForTimeout(200);
  await camera.take('free-spin');
};

const bonus: Walk = async (camera, open) => {
  const game = await open({ spins: [ANSWERS.bonus] });
  await game.play();
  await press(game, 'spin');
  const choices = game.frame.locator('.choice');
  await choices.first().waitFor();
  await camera.take('bonus');
  await choices.nth(4).click();
  await camera.take('bonus-opened');
};

const promoted: Walk = async (camera, open) => {
  const game = await open({
    spins: [asFree(ANSWERS.win), asFree(ANSWERS.noWin), withJackpot(ANSWERS.noWin)],
  });
  const jackpots = [meter('grand', 123_456_78), meter('major', 2_345_67), meter('minor', 345_67)];
  await game.play();
  await game.tell('promo', promo({ free_spins: [packet('fs-gift', 2)], jackpots }));
  const gift = game.frame.locator('.sheet-gift');
  await gift.waitFor();
  await camera.take('invitation');
  await camera.page.keyboard.press('Escape');
  await camera.page.waitForTimeout(600);
  await camera.take('free-spins-waiting');
  await game.frame.locator('.gift').click();
  await gift.locator('.more').click();
  await game.frame.locator('.packet').waitFor();
  await camera.page.waitForTimeout(600);
  await camera.take('packet-begun');
  await game.spin();
  await camera.take('packet-played');
  await untilLastSaid(game, camera.page);
  await camera.take('packet-over');
  await game.frame.locator('.control.spin[data-press=spin]').waitFor();
  await game.tell('promo', promo({ jackpots }));
  await untilLastSaid(game, camera.page);
  await camera.take('jackpot');
};

const troubled: Walk = async (camera, open) => {
  const fault = { code: 'PENDING', retry_after_ms: null } as const;
  const game = await open({ spins: [{ fault }, ANSWERS.unknownEvent] });
  await game.play();
  await press(game, 'spin');
  await game.frame.locator('.control.spin[data-press=spin]').waitFor();
  await untilSaid(game, camera.page).catch(() => undefined);
  await camera.take('fault');
  await press(game, 'spin');
  await game.frame.locator('.broken').waitFor();
  await camera.take('stopped');
};

export const WALKS: readonly Walk[] = [still, spun, celebrated, freeSpins, bonus, promoted, troubled];

/** Walks through all screens with one camera. */
export async function walkAll(camera: Camera, changes: Partial<GameConfig>): Promise<void> {
  const features = { autoplay: true, turbo: true, bonus_buy: false, jackpot: false };
  const own = config({ features, min_round_ms: 2_500, ...changes });
  for (const walk of WALKS)
    await walk(camera, async (scenario = {}) => {
      // Another scenario is another hash of the same address, for which a browser loads nothing.
      await camera.page.goto('about:blank');
      return openGame(camera.page, { config: own, ...scenario }, { realTime: true });
    });
}
