import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { Viewport } from './camera.ts';

const figure = (folder: string, file: string, width: number): string => {
  const data = readFileSync(join(folder, file)).toString('base64');
  return `<figure><img width="${width}" src="data:image/png;base64,${data}"><figcaption>${file}</figcaption></figure>`;
};

/** All pictures of one language and one size on a sheet, to be looked at in one go. */
export async function writeSheets(
  browser: Browser,
  folder: string,
  languages: readonly string[],
  viewports: readonly Viewport[],
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1_600, height: 900 } });
  for (const language of languages)
    for (const { name, width, height } of viewports) {
      const pictures = join(folder, language, name);
      if (!existsSync(pictures)) continue;
      const shown = width > height ? 390 : 220;
      const figures = readdirSync(pictures)
        .sort()
        .map((file) => figure(pictures, file, shown));
      await page.setContent(
        `<style>body{margin:8px;background:#888;font:12px sans-serif;display:flex;flex-wrap:wrap;gap:8px}
figure{margin:0}</style>${figures.join('')}`,
      );
      await page.screenshot({ path: join(folder, `${language}-${name}.png`), fullPage: true });
    }
  await page.close();
}
