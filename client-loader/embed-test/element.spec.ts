import type { RoundgateGameElement } from '../src/embed/types.ts';
import { expect, test } from './support/page.ts';

const MONEY = { amount_minor: 12_345, currency: 'EUR', exponent: 2 };
const ROUND = { round_id: 'rnd-12345678', stake: MONEY };

test('a page with one tag and one element hears the game', async ({ operator }) => {
  await operator.open();
  expect(await operator.next('ready')).toEqual({
    game_id: 'g-night-market',
    build_hash: `sha256:${'3f'.repeat(32)}`,
  });
  expect(await operator.state()).toBe('ready');
  await expect(operator.fallback).toBeHidden();
  await operator.say('balance', { balance: MONEY });
  await operator.say('round-start', ROUND);
  await operator.say('round-end', { ...ROUND, win: { ...MONEY, amount_minor: 0 } });
  await operator.say('rg-notice', { name: 'reality_check' });
  expect(await operator.next('balance')).toEqual({ balance: MONEY });
  expect(await operator.next('round-start')).toEqual(ROUND);
  expect(await operator.next('round-end')).toEqual({ ...ROUND, win: { ...MONEY, amount_minor: 0 } });
  expect(await operator.next('rg-notice')).toEqual({ name: 'reality_check' });
});

test('every command reaches the loader, and its promise settles with what became of it', async ({
  operator,
}) => {
  await operator.open();
  await operator.next('ready');
  for (const name of ['pause', 'resume', 'refreshBalance', 'showHistory'] as const)
    expect(await operator.command(name)).toBe('done');
  expect(await operator.commands()).toEqual([
    { type: 'pause' },
    { type: 'resume' },
    { type: 'refresh-balance' },
    { type: 'show-history' },
  ]);
  await operator.loader().evaluate(() => {
    globalThis.hands.refuse = 'unavailable';
  });
  expect(await operator.command('refreshBalance')).toBe('unavailable');
});

test('sound and language are kept until there is a loader, and for every later launch', async ({
  operator,
  page,
}) => {
  await operator.open({ element: '' });
  await page.evaluate(async () => {
    const game = document.querySelector('roundgate-game') as RoundgateGameElement;
    game.mute(true);
    game.setLocale('uk');
    game.setAttribute('launch-endpoint', '/launch/ok');
  });
  expect(await operator.command('pause')).toBe('not_ready');
  for (const round of [0, 1]) {
    expect(await operator.command('launch')).toBe('done');
    await operator.next('ready', round);
    expect(await operator.commands()).toEqual([
      { type: 'set-locale', locale: 'uk' },
      { type: 'mute', muted: true },
    ]);
  }
  await page.evaluate(() => document.querySelector('roundgate-game')?.mute(false));
  await expect.poll(async () => (await operator.commands()).at(-1)).toEqual({ type: 'mute', muted: false });
});

test('a loader that goes deaf leaves no command waiting', async ({ operator, page }) => {
  await page.clock.install();
  await operator.open({ element: 'launch-endpoint="/launch/deaf"' });
  await operator.next('ready');
  const paused = operator.command('pause');
  await expect.poll(async () => (await operator.commands()).length).toBe(1);
  await page.clock.fastForward(15_000);
  expect(await paused).toBe('command_timeout');
  const left = operator.command('exit');
  await expect.poll(async () => (await operator.commands()).length).toBe(2);
  await page.clock.fastForward(3_000);
  expect(await left).toBe('done');
  expect(await operator.next('exit')).toEqual({ reason: 'operator' });
  await operator.hasFrames(1);
});

test('idle time is told again and again, and input or a round ends it', async ({ operator, page }) => {
  await page.clock.install();
  await operator.open({ element: 'launch-endpoint="/launch/ok" idle-after="20"' });
  await operator.next('ready');
  await page.clock.runFor(45_000);
  expect((await operator.heard('idle')).map(({ detail }) => detail.idle_ms)).toEqual([20_000, 40_000]);
  await operator.say('activity');
  await operator.say('rg-notice', { name: 'mark' });
  await operator.next('rg-notice');
  // Real time passes too.
  await page.clock.runFor(12_000);
  await operator.say('round-start', ROUND);
  await operator.next('round-start');
  await page.clock.runFor(12_000);
  expect(await operator.heard('idle')).toHaveLength(2);
  await page.clock.runFor(8_000);
  expect(await operator.next('idle', 2)).toEqual({ idle_ms: 20_000 });
});

test('a page that is hidden and shown again says so', async ({ operator, page }) => {
  await operator.open();
  await operator.next('ready');
  await page.evaluate(() => {
    for (const hidden of [true, false]) {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }
  });
  expect((await operator.heard('visibility')).map(({ detail }) => detail.visible)).toEqual([false, true]);
});

test.describe('the end of play says why, once', () => {
  test('the page asked', async ({ operator }) => {
    await operator.open();
    await operator.next('ready');
    expect(await operator.command('exit')).toBe('done');
    expect(await operator.command('exit')).toBe('done');
    expect((await operator.heard('exit')).map(({ detail }) => detail)).toEqual([{ reason: 'operator' }]);
    await operator.hasFrames(1);
  });

  for (const [reason, frames] of [
    ['player', 1],
    ['session_ended', 2],
    ['rg', 2],
  ] as const)
    test(`the loader says ${reason}; ${frames === 2 ? 'what it shows stays' : 'it is taken away'}`, async ({
      operator,
    }) => {
      await operator.open();
      await operator.next('ready');
      await operator.say('exit', { reason });
      expect(await operator.next('exit')).toEqual({ reason });
      await operator.hasFrames(frames);
      expect(await operator.command('pause')).toBe('not_ready');
    });

  test('the element was taken out of the page', async ({ operator, page }) => {
    await operator.open();
    await operator.next('ready');
    const reasons = await page.evaluate(() => {
      const game = document.querySelector('roundgate-game') as RoundgateGameElement;
      const told: string[] = [];
      game.addEventListener('roundgate:exit', ({ detail }) => told.push(detail.reason));
      game.remove();
      return told;
    });
    expect(reasons).toEqual(['navigated']);
    await operator.hasFrames(1);
  });

  test('the page was left; a new game starts on the way back', async ({ operator, page }) => {
    await operator.open();
    await operator.next('ready');
    await page.evaluate(() =>
      addEventListener('roundgate:exit', (event) =>
        localStorage.setItem('told', (event as CustomEvent<{ reason: string }>).detail.reason),
      ),
    );
    await page.goto('/page?page={"body":"elsewhere"}');
    expect(await page.evaluate(() => localStorage.getItem('told'))).toBe('navigated');
    await page.goBack();
    await operator.next('ready');
    expect(await operator.heard('exit')).toEqual([]);
  });
});

test('an element that is moved keeps its game', async ({ operator, page }) => {
  await operator.open();
  await operator.next('ready');
  await page.evaluate(() => {
    const place = document.createElement('main');
    document.body.append(place);
    place.moveBefore(document.querySelector('roundgate-game') as Element, null);
  });
  expect(await operator.command('pause')).toBe('done');
  expect(await operator.heard('exit')).toEqual([]);
});

test('what is not a message of the loader is not told to the page', async ({ operator, page }) => {
  await operator.open();
  await operator.next('ready');
  const balance = { rg: 1, seq: 90, type: 'balance', balance: MONEY };
  await page.evaluate((message) => postMessage(message, '*'), balance);
  await operator.loader().evaluate((message) => {
    for (const wrong of [
      { ...message, seq: 1 },
      { ...message, rg: 2 },
      { ...message, type: 'window' },
      { ...message, type: 'constructor' },
      { ...message, more: 1 },
      { ...message, balance: { ...message.balance, amount_minor: '1' } },
      { ...message, balance: null },
      'balance',
      null,
    ])
      parent.postMessage(wrong, '*');
    parent.postMessage(message, '*');
  }, balance);
  await operator.next('balance');
  expect(await operator.heard('balance')).toHaveLength(1);
});

test('a loader frame that loads another document is taken away', async ({ operator }) => {
  await operator.open();
  await operator.next('ready');
  await operator.loader().evaluate(() => location.reload());
  expect(await operator.next('error')).toMatchObject({ code: 'frame_escaped', problem: null });
  await operator.hasFrames(1);
  await expect(operator.fallback).toBeVisible();
});
