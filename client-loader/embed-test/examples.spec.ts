import { EXAMPLES } from '../scripts/build-examples.ts';
import { expect, type OperatorPage, test } from './support/page.ts';

const MONEY = { amount_minor: 12_345, currency: 'EUR', exponent: 2 };

/** Puts the game in and takes it out again, by the page's own buttons. */
async function visit({ page }: OperatorPage): Promise<void> {
  await page.click('#play');
  await expect(page.locator('#heard')).toHaveText('ready');
  await page.click('#leave');
  await expect(page.locator('#heard')).toHaveText('exit operator');
  await expect(page.locator('roundgate-game')).toHaveCount(0);
}

for (const name of EXAMPLES)
  test.describe(`the ${name} example`, () => {
    test('launches, hears and controls the game', async ({ operator, page }) => {
      await page.goto(`/examples/${name}/`);
      await page.click('#play');
      const heard = page.locator('#heard');
      await expect(heard).toHaveText('ready');
      await operator.say('balance', { balance: MONEY });
      await expect(heard).toHaveText('balance 12345 EUR');
      await page.click('#pause');
      await expect(heard).toHaveText('done');
      await page.click('#history');
      await page.click('#mute');
      await expect
        .poll(() => operator.commands())
        .toEqual([
          { type: 'set-locale', locale: 'en' },
          { type: 'pause' },
          { type: 'show-history' },
          { type: 'mute', muted: true },
        ]);
      await operator.say('error', { code: 'game_failed', message: 'Broken.', problem: null });
      await expect(heard).toHaveText('error game_failed');
    });

    test('leaves nothing behind when its game comes and goes', async ({ operator, page }) => {
      const client = await page.context().newCDPSession(page);
      await client.send('Performance.enable');
      const count = async (): Promise<Record<string, number>> => {
        await client.send('HeapProfiler.collectGarbage');
        const { metrics } = await client.send('Performance.getMetrics');
        const wanted = metrics.filter(({ name: metric }) =>
          ['Documents', 'Frames', 'JSEventListeners'].includes(metric),
        );
        return Object.fromEntries(wanted.map(({ name: metric, value }) => [metric, value]));
      };
      await page.goto(`/examples/${name}/`);
      await visit(operator);
      const after = await count();
      for (let time = 0; time < 3; time += 1) await visit(operator);
      await expect.poll(count).toEqual(after);
    });
  });
