import { expect, type Frame, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { faintTexts } from './harness/contrast.ts';
import { watchFrames } from './harness/drawn-frames.ts';
import { ANSWERS, config, meter, openGame, packet, promo, summaries } from './harness/open-game.ts';

const frameOf = (page: Page): Frame => page.frames().at(-1) as Frame;

/** Serious and critical findings of the game's document. */
const faults = (game: Frame): Promise<string[]> =>
  game.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });

/** Buttons that a thumb would miss. */
const smallTargets = (game: Frame): Promise<string[]> =>
  game.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((button) => button.checkVisibility({ visibilityProperty: true }))
      .map((button) => [button, button.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => width < 44 || height < 44)
      .map(([{ className }, { width, height }]) => `${className} is ${width} × ${height}`),
  );

/** Goes through everything that Tab reaches; names what cannot be seen to have the focus. */
async function unseenFocus(page: Page, game: Frame): Promise<{ reached: string[]; unseen: string[] }> {
  const reached: string[] = [];
  const unseen: string[] = [];
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press('Tab');
    const [name, isSeen] = await game.evaluate(() => {
      const { activeElement: element } = document;
      if (!element || element === document.body) return ['', true] as const;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return [
        label || element.className,
        outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      ] as const;
    });
    if (name && reached.includes(name)) break;
    if (name) reached.push(name);
    if (!isSeen) unseen.push(name);
  }
  return { reached, unseen };
}

test('on every screen: names, contrast, room for a thumb, and a focus that is seen', async ({ page }) => {
  test.slow();
  const features = { autoplay: true, turbo: true, bonus_buy: false, jackpot: false };
  // Painted: contrast is measured on what is seen.
  const answers = { config: config({ features }), history: summaries(7), spins: [ANSWERS.bonus] };
  const game = await openGame(page, answers, { realTime: true });
  const frame = frameOf(page);
  await frame.evaluate(axe.source);
  const check = async (screen: string, controls: number) => {
    expect(await faults(frame), screen).toEqual([]);
    expect(await smallTargets(frame), screen).toEqual([]);
    expect(await faintTexts(page, frame), screen).toEqual([]);
    const { reached, unseen } = await unseenFocus(page, frame);
    expect(unseen, screen).toEqual([]);
    expect(reached.length, `${screen}: ${reached.join(', ')}`).toBeGreaterThanOrEqual(controls);
  };
  await check('start', 1);
  await game.play();
  await check('panel', 7);
  const jackpots = [meter('grand', 1_234_567), meter('mini', 4_321)];
  await game.tell('promo', promo({ free_spins: [packet('fs-gift', 5)], jackpots }));
  await game.frame.locator('.sheet-gift').waitFor();
  await check('invitation', 3);
  await page.keyboard.press('Escape');
  await check('strip', 8);
  await game.tell('promo', promo({ jackpots }));
  for (const sheet of ['rules', 'history']) {
    await game.frame.locator(`.control.${sheet}`).press('Enter');
    await game.frame.locator(`.sheet-${sheet}`).waitFor();
    if (sheet === 'history') await game.frame.locator('.round').first().waitFor();
    await check(sheet, 2);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Escape');
  await game.frame.locator('.control.spin').press('Space');
  await game.frame.locator('.choice').first().waitFor();
  await check('bonus', 6);
});

/** The mean brightness of the game's picture: a game at rest draws it more than once a second. */
async function brightness(game: Frame): Promise<number> {
  const { drawn } = await watchFrames(game, { forMs: 1_000 });
  const tiles = drawn.at(-1)?.tiles ?? [];
  return tiles.reduce((sum, light) => sum + light, 0) / tiles.length;
}

test('a lost WebGL context comes back with its pictures, and the game plays on', async ({ page }) => {
  const game = await openGame(page, { spins: [ANSWERS.win] }, { realTime: true });
  await game.play();
  const frame = frameOf(page);
  const before = await brightness(frame);
  await frame.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const canvas = document.querySelector('canvas');
        const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
        canvas?.addEventListener('webglcontextrestored', () => resolve(), { once: true });
        canvas?.addEventListener('webglcontextlost', () => setTimeout(() => lose?.restoreContext(), 50), {
          once: true,
        });
        lose?.loseContext();
      }),
  );
  expect(Math.abs((await brightness(frame)) - before)).toBeLessThan(before * 0.15);
  await game.spin();
  await expect(game.frame.locator('.result')).toHaveText(/^You win/);
  expect(Math.abs((await brightness(frame)) - before)).toBeLessThan(before * 0.5);
  expect(await game.words('fault')).toEqual([]);
});
