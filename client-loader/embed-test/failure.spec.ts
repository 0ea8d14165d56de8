import { expect, type OperatorPage, test } from './support/page.ts';

/** The button is in a closed shadow root: it is reached as a person without a mouse reaches it. */
async function tryAgain({ page }: OperatorPage): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

const hasRetry = ({ page }: OperatorPage): Promise<boolean> =>
  page.keyboard
    .press('Tab')
    .then(() => page.evaluate(() => document.activeElement?.tagName === 'ROUNDGATE-GAME'));

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test("the page's own content is shown", async ({ operator, page }) => {
    await page.goto(operator.address());
    await expect(operator.fallback).toBeVisible();
  });
});

test("a script that is not the pinned one does not run, and the page's own content is shown", async ({
  operator,
  page,
}) => {
  const wrong = `sha384-${'A'.repeat(64)}`;
  await operator.open({ tag: `integrity="${wrong}" crossorigin="anonymous" defer` });
  expect(await page.evaluate(() => customElements.get('roundgate-game') === undefined)).toBe(true);
  await expect(operator.fallback).toBeVisible();
});

const REFUSED = [
  ['broken', 'launch_failed', null, true],
  ['garbage', 'launch_invalid', null, true],
  ['empty', 'launch_invalid', null, true],
  ['script', 'launch_invalid', null, true],
  ['plain', 'launch_invalid', null, true],
  ['blocked', 'rg_blocked', 'RG_BLOCKED', false],
  ['market', 'market_refused', 'MARKET_NOT_CERTIFIED', false],
] as const;
for (const [endpoint, code, problem, retry] of REFUSED)
  test(`a launch endpoint that is ${endpoint} ends in ${code}`, async ({ operator }) => {
    await operator.open({ element: `launch-endpoint="/launch/${endpoint}"` });
    const error = await operator.next('error');
    expect(error).toEqual({ code, problem, message: expect.stringMatching(/^(The|This) game/) });
    expect(await operator.state()).toBe('failed');
    await expect(operator.fallback).toBeVisible();
    expect(await hasRetry(operator)).toBe(retry);
    expect(await operator.command('launch')).toBe(code);
  });

test('an endpoint that never answers ends in launch_timeout', async ({ operator, page }) => {
  await page.clock.install();
  await operator.open({ element: 'launch-endpoint="/launch/never"' });
  expect(await operator.state()).toBe('launching');
  await expect(operator.fallback).toBeHidden();
  await page.clock.fastForward(10_000);
  expect(await operator.next('error')).toMatchObject({ code: 'launch_timeout' });
  await expect(operator.fallback).toBeVisible();
});

for (const mode of ['silent', 'foreign'])
  test(`a loader frame that is ${mode} ends in loader_timeout`, async ({ operator, page }) => {
    await page.clock.install();
    await operator.open({ element: `launch-endpoint="/launch/${mode}"` });
    await expect.poll(() => page.frames().length).toBe(2);
    await page.clock.fastForward(15_000);
    expect(await operator.next('error')).toMatchObject({ code: 'loader_timeout' });
    await operator.hasFrames(1);
    await expect(operator.fallback).toBeVisible();
  });

test('a network that is down ends in network', async ({ operator, page }) => {
  await page.route('**/launch/ok', (route) => route.abort());
  await operator.open();
  expect(await operator.next('error')).toMatchObject({ code: 'network', problem: null });
});

test('a browser without what verification needs ends in unsupported_browser', async ({ operator, page }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
  await operator.open();
  expect(await operator.next('error')).toMatchObject({ code: 'unsupported_browser' });
  await expect(operator.fallback).toBeVisible();
});

test('trying again by the keyboard starts the game', async ({ operator }) => {
  await operator.open({ element: `launch-endpoint="/launch/flaky?id=${crypto.randomUUID()}"` });
  expect(await operator.next('error')).toMatchObject({
    code: 'launch_failed',
    problem: 'UPSTREAM_UNAVAILABLE',
  });
  await tryAgain(operator);
  await operator.next('ready');
  await expect(operator.fallback).toBeHidden();
});

test('the player reads the failure in the language of the element, else of the page', async ({
  operator,
}) => {
  await operator.open({ element: 'launch-endpoint="/launch/broken" locale="de-AT"' });
  expect((await operator.next('error')).message).toBe('Das Spiel konnte nicht geladen werden.');
  await operator.open({ element: 'launch-endpoint="/launch/blocked"', language: 'uk' });
  expect((await operator.next('error')).message).toBe('Ця гра для вас недоступна.');
});

test("a launcher of the page's own takes the place of the endpoint, and its failure is told", async ({
  operator,
  page,
}) => {
  await operator.open({ element: '' });
  await expect(operator.fallback).toBeVisible();
  const asked = await page.evaluate(async (play) => {
    const game = document.querySelector('roundgate-game');
    if (!game) throw new Error('the page has no game');
    let gameId: string | null = null;
    game.launcher = ({ game_id }) => {
      gameId = game_id;
      return Promise.resolve({ launch_url: `${play}/frame/op/ok#launch=t` });
    };
    await game.launch();
    return gameId;
  }, operator.urls.play);
  expect(asked).toBe('g-night-market');
  await operator.next('ready');
  const code = await page.evaluate(() => {
    const game = document.querySelector('roundgate-game');
    if (!game) throw new Error('the page has no game');
    game.launcher = () => Promise.reject(new Error('logged out'));
    return game.launch().catch((error: { code: string }) => error.code);
  });
  expect(code).toBe('launch_failed');
});
