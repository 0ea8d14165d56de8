import { expect, type Frame, test } from '@playwright/test';
import { eur, inMs } from './harness/fake-gateway.ts';
import { MARKETS, terms } from './harness/markets.ts';
import { openFrame, press } from './harness/open-frame.ts';

const CHECK = { check_id: 'rc-1', kind: 'reality_check', acknowledged: false } as const;
const title = (loader: Frame) => loader.locator('#overlay h2');
const pressNamed = (loader: Frame, name: string) => press(loader, loader.getByRole('button', { name }));
/** Presses the game's button as the game itself would: a modal screen over it does not reach into its frame. */
const spin = (game: Frame) => game.evaluate(() => document.querySelector('button')?.click());

test('a market that asks for its label and warnings gets these, the balance, and nothing else', async ({
  page,
}) => {
  const { loader } = await openFrame(page);
  await expect(loader.locator('#age')).toHaveAttribute('aria-label', 'For players aged 18+ only');
  await expect(loader.locator('#warnings')).toHaveText(/Please play responsibly/);
  await expect(loader.locator('#facts dd')).toHaveText(['€50.00']);
  for (const absent of ['#links', '#logos', '#panic', '#session_time', '#net_position', '#overlay'])
    await expect(loader.locator(absent)).toHaveCount(0);
});

test('every fact that a market asks for is shown, and the sums move with the rounds', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const show = {
    ...{ clock: true, net_position: true, totals: true, month_net: true, rtp: true, bounds: true },
    last_result: true,
  };
  const view = { month_net: eur(-20_00), session_time_ms: 3_599_000 };
  const frame = await openFrame(page, { terms: terms({ rules: { show } }), view });
  const game = await frame.game();
  frame.gateway.wins = [250];
  await press(game, 'button');
  await expect(game.locator('#line')).toHaveText('won 250');
  const { loader } = frame;
  await expect(loader.locator('#last_result')).toHaveText('Stake €1.00, win €2.50');
  for (const [id, text] of [
    ['staked', '€1.00'],
    ['won', '€2.50'],
    ['net_position', '€1.50'],
    ['month_net', '-€18.50'],
    ['rtp', '96.00%'],
    ['max_stake', '€5.00'],
    ['max_win', '€500,000.00'],
    ['balance', '€51.50'],
  ])
    await expect(loader.locator(`#${id}`)).toHaveText(text ?? '');
  await expect(loader.locator('#session_time')).toHaveText(/^01:00:\d\d$/);
});

test('a reality check comes on time without a push, holds play, and gives the focus back', async ({
  page,
}) => {
  const view = { next_check_at: inMs(3_000) };
  const frame = await openFrame(page, { terms: MARKETS.DE, view });
  const game = await frame.game();
  await game.focus('button');
  // The gateway names the check when it is asked, and pushes nothing.
  const { gateway, loader } = frame;
  gateway.view = { ...gateway.view, check: null };
  await expect(title(loader)).toHaveText('Reality check');
  await expect(loader.getByRole('button', { name: 'Continue' })).toBeDisabled();
  gateway.set({ check: { ...CHECK, due_since: inMs(), locked_until: null }, next_check_at: null });
  await expect(loader.getByRole('button', { name: 'Continue' })).toBeEnabled();
  await expect(loader.locator('.facts dt')).toHaveText(['Time', 'Stakes', 'Wins', 'Net result']);
  await expect(game.locator('html')).toHaveAttribute('data-paused', 'true');
  await spin(game);
  await expect(game.locator('#line')).toHaveText('RG_CHECK_DUE');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  expect(gateway.called('/v1/rounds')).toEqual([]);
  expect(gateway.called('/v1/rg/acknowledge')).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(loader.locator('#overlay')).toHaveCount(0);
  expect(gateway.called('/v1/rg/acknowledge')[0]?.body).toEqual({ check_id: 'rc-1' });
  await expect(game.locator('html')).toHaveAttribute('data-paused', 'false');
  await expect.poll(() => game.evaluate(() => document.hasFocus())).toBe(true);
  expect(await frame.notices()).toEqual(['reality_check']);
  expect(frame.errors).toEqual([]);
});

test('the focus goes round inside a screen, both ways', async ({ page }) => {
  const { loader, gateway } = await openFrame(page, { terms: MARKETS.DE });
  await press(loader, '#info');
  gateway.push({ check: { ...CHECK, due_since: inMs(), locked_until: null } });
  await expect(title(loader)).toHaveText('Reality check');
  const focused = () => loader.evaluate(() => document.activeElement?.textContent);
  const stops: unknown[] = [];
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab']) {
    await page.keyboard.press(key);
    stops.push(await focused());
  }
  const link = 'Self-exclusion: OASIS';
  expect(stops).toEqual([link, 'Continue', 'Stop playing', link, 'Stop playing']);
});

test('play waits for the lock-out after a check, and goes on by itself', async ({ page }) => {
  const check = { ...CHECK, due_since: inMs(), locked_until: inMs(7_000) };
  const { loader } = await openFrame(page, { terms: MARKETS.DE, view: { check } });
  await expect(loader.getByRole('timer')).toHaveText(/Play can go on in 0:0\d\./);
  await pressNamed(loader, 'Continue');
  await expect(loader.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  await expect(loader.getByRole('button', { name: 'Stop playing' })).toBeVisible();
  await expect(loader.locator('#overlay')).toHaveCount(0, { timeout: 10_000 });
});

test('a player who stops at a check leaves the game, and the operator hears it', async ({ page }) => {
  const check = { ...CHECK, due_since: inMs(), locked_until: null };
  const frame = await openFrame(page, { terms: MARKETS.DE, view: { check } });
  await frame.game();
  await pressNamed(frame.loader, 'Stop playing');
  await expect.poll(() => frame.heard('exit')).toEqual([{ name: 'exit', detail: { reason: 'player' } }]);
  await expect.poll(() => page.frames().length).toBe(1);
});

test('a break of the market is told as one', async ({ page }) => {
  const check = { ...CHECK, kind: 'rest', due_since: inMs(), locked_until: inMs(900_000) } as const;
  const frame = await openFrame(page, { terms: MARKETS.CZ, view: { check, session_time_ms: 7_200_000 } });
  await pressNamed(frame.loader, 'Continue');
  await expect(title(frame.loader)).toHaveText('Time for a break');
  await expect(frame.loader.locator('.body')).toContainText('You have been playing for 2 hours.');
  await expect(frame.loader.getByRole('timer')).toHaveText(/1[45]:\d\d/);
  expect(await frame.notices()).toEqual(['login_notice', 'rest']);
});

test('the player sets the reminder before play, and changes it later', async ({ page }) => {
  const { loader, gateway } = await openFrame(page, { terms: MARKETS.GB, view: { reality_check_min: null } });
  await expect(title(loader)).toHaveText('Reminders');
  await pressNamed(loader, '30 minutes');
  await expect(loader.locator('#overlay')).toHaveCount(0);
  await press(loader, '#info');
  await expect(loader.locator('.row')).toContainText('Reminder every 30 minutes');
  await pressNamed(loader, 'Change');
  await pressNamed(loader, '1 hour');
  await expect(loader.locator('#overlay')).toHaveCount(0);
  expect(gateway.called('/v1/rg/limits').map(({ body }) => body?.reality_check_min)).toEqual([30, 60]);
});

test('limits are asked for before play, without defaults, and mistakes are told in words', async ({
  page,
}) => {
  const view = { limits_needed: true, soon_again: true };
  const frame = await openFrame(page, { terms: MARKETS.ES, view });
  const { loader, gateway } = frame;
  await expect(loader.locator('.note')).toContainText('a short while ago');
  const [time, spend] = [loader.locator('#limit-time'), loader.locator('#limit-spend')];
  expect([await time.inputValue(), await spend.inputValue()]).toEqual(['', '']);
  await pressNamed(loader, 'Set limits');
  await expect(loader.locator('#limit-time-error')).toHaveText('Please enter whole minutes, from 1 to 1440.');
  await expect(loader.locator('#limit-spend-error')).toHaveText('Please enter an amount, such as 20.00.');
  await expect(time).toBeFocused();
  await expect(time).toHaveAttribute('aria-invalid', 'true');
  await time.fill('45');
  await spend.fill('12,5');
  await page.keyboard.press('Escape');
  await spend.press('Enter');
  await expect(loader.locator('#overlay')).toHaveCount(0);
  expect(gateway.called('/v1/rg/limits').map(({ body }) => body)).toEqual([
    { time_min: 45, spend: eur(1250), reality_check_min: null },
  ]);
  expect(await frame.notices()).toEqual(['limits_needed']);
});

test('a screen that could not reach the gateway says so and stays', async ({ page }) => {
  const { loader, gateway } = await openFrame(page, { terms: MARKETS.DE });
  await press(loader, '#panic');
  gateway.problems.set('/v1/rg/panic', 'SERVICE_UNAVAILABLE');
  await pressNamed(loader, 'Block play');
  await expect(loader.locator('.failure')).toHaveText('That did not work. Please try again.');
  gateway.problems.clear();
  await pressNamed(loader, 'Block play');
  await expect(loader.getByRole('alert')).toHaveText('You have blocked play for yourself.');
});

test('the warning before a limit is told once, with what is left', async ({ page }) => {
  const frame = await openFrame(page, { terms: MARKETS.ES });
  const limits = { time_min: 60, spend: eur(2000), time_left_ms: 300_000, spend_left: eur(150), near: true };
  await frame.game();
  frame.gateway.push({ limits });
  await expect(frame.loader.locator('.body')).toContainText('5 minutes and €1.50');
  await pressNamed(frame.loader, 'Continue');
  frame.gateway.push({ limits: { ...limits, time_left_ms: 240_000 } });
  await press(frame.loader, '#info');
  await expect(frame.loader.locator('.body')).toContainText('4 minutes and €1.50');
  expect(await frame.notices()).toEqual(['limit_near']);
});

test('the notice at the start stays for its whole time, and is closed by the player', async ({ page }) => {
  const { loader } = await openFrame(page, { terms: MARKETS.CZ });
  await expect(title(loader)).toHaveText('Your limits');
  await expect(loader.locator('.help a').first()).toHaveText('Limits: Limity');
  await expect(loader.getByRole('button', { name: 'Continue' })).toBeEnabled();
  await pressNamed(loader, 'Continue');
  await expect(loader.locator('#overlay')).toHaveCount(0);
});

test('the panic button asks once, then blocks and takes the game away', async ({ page }) => {
  const frame = await openFrame(page, { terms: MARKETS.DE });
  await frame.game();
  await press(frame.loader, '#panic');
  await expect(frame.loader.locator('.body')).toContainText('24 hours');
  await page.keyboard.press('Escape');
  await expect(frame.loader.locator('#panic')).toBeFocused();
  await page.keyboard.press('Enter');
  await pressNamed(frame.loader, 'Block play');
  await expect(title(frame.loader)).toHaveText('Play has stopped');
  await expect(frame.loader.locator('.body')).toContainText(/Until \w+ \d/);
  await expect.poll(() => page.frames().length).toBe(2);
  expect(frame.gateway.called('/v1/rg/panic')).toHaveLength(1);
  expect(await frame.notices()).toEqual(['panic']);
  await pressNamed(frame.loader, 'Back to the lobby');
  await expect.poll(() => frame.heard('exit')).toHaveLength(1);
});

test('a pushed exclusion stops the game within a second, in the middle of a round, which is settled and told', async ({
  page,
}) => {
  const frame = await openFrame(page, { terms: MARKETS.DE });
  const { gateway, loader } = frame;
  const game = await frame.game();
  gateway.roundMs = 1_500;
  gateway.wins = [340];
  await press(game, 'button');
  await expect.poll(() => gateway.called('/v1/rounds')).toHaveLength(1);
  const shownMs = loader.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new MutationObserver(() => {
          if (document.querySelector('#overlay')) resolve(Date.now());
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  const pushedMs = Date.now();
  gateway.push({ blocked: { reason: 'self_excluded', until: null } });
  expect((await shownMs) - pushedMs).toBeLessThan(1_000);
  await expect(loader.getByRole('alert')).toHaveText('Play is blocked for you: you are self-excluded.');
  await expect(loader.locator('.note')).toHaveText('Your last round is being settled…');
  await expect(loader.locator('.note')).toHaveText('Your last round is settled. Stake €1.00, win €3.40');
  await expect.poll(() => page.frames().length).toBe(2);
  await expect(loader.locator('#balance')).toHaveText('€52.40');
  const names = (await frame.heard()).map(({ name }) => name);
  expect(names.slice(-2)).toEqual(['round-end', 'error']);
  expect((await frame.heard('error'))[0]?.detail).toMatchObject({
    code: 'rg_blocked',
    problem: 'RG_BLOCKED',
  });
});

for (const [what, say, text, problem] of [
  ['an ended session', { type: 'ended', reason: 'operator' }, /has ended/, 'SESSION_ENDED'],
  ['a revoked build', { type: 'build_revoked' }, /was withdrawn/, 'BUILD_REVOKED'],
] as const) {
  test(`${what} is told and takes the game away`, async ({ page }) => {
    const frame = await openFrame(page);
    await frame.game();
    await expect.poll(() => frame.gateway.feeds).toBe(1);
    frame.gateway.say(say);
    await expect(frame.loader.getByRole('alert')).toHaveText(text);
    await expect.poll(() => page.frames().length).toBe(2);
    expect((await frame.heard('error'))[0]?.detail).toMatchObject({ problem });
  });
}

test('a problem of a round opens the screen that explains it', async ({ page }) => {
  const frame = await openFrame(page, { terms: MARKETS.DE });
  const game = await frame.game();
  frame.gateway.set({ check: { ...CHECK, due_since: inMs(), locked_until: null } });
  frame.gateway.problems.set('/v1/rounds', 'RG_CHECK_DUE');
  await press(game, 'button');
  await expect(game.locator('#line')).toHaveText('RG_CHECK_DUE');
  await expect(title(frame.loader)).toHaveText('Reality check');
  frame.gateway.problems.set('/v1/rounds', 'RG_BLOCKED');
  await pressNamed(frame.loader, 'Continue');
  await press(game, 'button');
  await expect(frame.loader.getByRole('alert')).toHaveText('Play is blocked for you.');
});

test('a feed that was cut comes back, and what was said meanwhile is not lost', async ({ page }) => {
  const { loader, gateway } = await openFrame(page);
  await expect.poll(() => gateway.feeds).toBe(1);
  await gateway.cut();
  gateway.set({ blocked: { reason: 'cool_off', until: inMs(3_600_000) } });
  await expect(loader.getByRole('alert')).toHaveText('You are taking a break from play.', {
    timeout: 10_000,
  });
});

test('a language chosen while a screen is open is spoken at once', async ({ page }) => {
  const frame = await openFrame(page, { terms: MARKETS.DE });
  await frame.game();
  await press(frame.loader, '#info');
  await page.evaluate(() =>
    (document.querySelector('roundgate-game') as unknown as { setLocale(locale: string): void }).setLocale(
      'uk',
    ),
  );
  await expect(title(frame.loader)).toHaveText('Відомості про сесію');
  await expect(frame.loader.locator('#panic')).toHaveText('Зупинити');
});

test('what the market mandates is said in a language of the market, the rest in that of the player', async ({
  page,
}) => {
  const market = { ...MARKETS.DE, languages: ['de', 'en'] };
  const { loader } = await openFrame(page, { terms: market, locale: 'uk' });
  const tell = (locale: string) =>
    page.evaluate(
      (to) =>
        (document.querySelector('roundgate-game') as unknown as { setLocale(text: string): void }).setLocale(
          to,
        ),
      locale,
    );
  const warnings = loader.locator('#warnings');
  await expect(warnings).toHaveText(/verantwortungsvoll/);
  await expect(loader.locator('#label')).toHaveAttribute('lang', 'de');
  await expect(loader.locator('#balance-label')).toHaveText('Баланс');
  await tell('en');
  await expect(warnings).toHaveText(/Please play responsibly/);
  await tell('hi');
  await expect(warnings).toHaveText(/verantwortungsvoll/);
  await expect(loader.locator('html')).toHaveAttribute('lang', 'hi');
});
