// Takes a picture of every screen of the game. Usage: node test/shots/take.ts FOLDER
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { GameConfig } from '@roundgate/contract';
import config from '../../playwright.config.ts';
import { Camera, type Viewport } from './camera.ts';
import { writeSheets } from './contact-sheet.ts';
import { walkAll } from './screens.ts';

const VIEWPORTS: readonly Viewport[] = [
  { name: 'portrait', width: 390, height: 844 },
  { name: 'landscape', width: 844, height: 390 },
];
/** The least that is supported; looked at with the longest words. */
const SMALLEST: Viewport = { name: 'smallest', width: 320, height: 480 };

const money = (currency: 'EUR' | 'UAH' | 'INR', factor: number): Partial<GameConfig> => ({
  ...{ currency, stake_levels_minor: [10, 20, 50, 100, 200, 500, 1_000].map((level) => level * factor) },
  default_stake_minor: 100 * factor,
  balance: { amount_minor: 1_234_567 * factor, currency, exponent: 2 },
});

/** The languages to be looked at; in the last, every text is a third longer than in English and amounts are large. */
interface Language {
  readonly game: string;
  readonly changes: Partial<GameConfig>;
  readonly viewports: readonly Viewport[];
}
const night = (locale: string, amounts: Partial<GameConfig>): Language => ({
  ...{ game: 'night-market', changes: { locale, ...amounts }, viewports: VIEWPORTS },
});
const LANGUAGES: Readonly<Record<string, Language>> = {
  en: night('en', money('EUR', 1)),
  de: night('de', money('EUR', 1)),
  uk: night('uk', money('UAH', 1)),
  hi: night('hi', money('INR', 1)),
  long: {
    ...{ game: 'long-words', changes: { locale: 'en', ...money('UAH', 1_000) } },
    viewports: [...VIEWPORTS, SMALLEST],
  },
};

/** Serves one game until the returned function is called. */
async function serve(game: string): Promise<{ url: string; stop: () => void }> {
  const script = fileURLToPath(new URL('../harness/server.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '0', game], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the server of ${game} ended with ${code}`)));
  });
  return { url, stop: () => child.kill() };
}

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('usage: node test/shots/take.ts FOLDER [LANGUAGE …]');
const chosen = Object.entries(LANGUAGES).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const browser = await chromium.launch(config.use?.launchOptions ?? {});
let taken = 0;
try {
  for (const [language, { game, changes, viewports }] of chosen) {
    rmSync(join(folder, language), { recursive: true, force: true });
    const server = await serve(game);
    try {
      for (const viewport of viewports) {
        const camera = await Camera.open(
          browser,
          server.url,
          viewport,
          join(folder, language, viewport.name),
        );
        await walkAll(camera, changes);
        taken += camera.taken;
        console.log(`${language} ${viewport.name}: ${camera.taken} pictures`);
        await camera.close();
      }
    } finally {
      server.stop();
    }
  }
  await writeSheets(
    browser,
    folder,
    chosen.map(([name]) => name),
    [...VIEWPORTS, SMALLEST],
  );
  console.log(`${taken} pictures in ${folder}`);
} finally {
  await browser.close();
}
