import type { Frame, Page } from '@playwright/test';

/** A text that is too faint on what lies behind it. */
export interface Faint {
  readonly text: string;
  readonly ratio: number;
  readonly least: number;
}

/** Marks every text that is seen, tells where it stands and in which colour, and takes its ink away. */
function takeInk() {
  const texts: { text: string; box: [number, number, number, number]; colour: string; large: boolean }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inactive = '[aria-disabled="true"],.sr,[inert]';
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode;
    if (!element || !textContent?.trim() || element.closest(inactive)) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, top, width, height } = range.getBoundingClientRect();
    // What has been scrolled out of a sheet stands on something else than it is seen on.
    const middle = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!middle || !(middle === element || element.contains(middle) || middle.contains(element))) continue;
    // Nor is a line seen that the edge of its sheet cuts through.
    const sheet = element.closest('.sheet-body')?.getBoundingClientRect();
    if (sheet && (top < sheet.top || top + height > sheet.bottom)) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const px = Number.parseFloat(fontSize);
    const large = px >= 24 || (px >= 18.66 && Number(fontWeight) >= 700);
    texts.push({
      text: textContent.trim().slice(0, 60),
      box: [left, top, width, height],
      colour: color,
      large,
    });
  }
  const noInk = new CSSStyleSheet();
  noInk.replaceSync('* { -webkit-text-fill-color: transparent !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, noInk];
  return texts;
}
const giveInk = (): void => {
  document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
};

/** The least contrast of each text, against the most awkward of nearly all pixels behind it. Runs in an empty page. */
async function measure([png, texts]: readonly [string, ReturnType<typeof takeInk>]): Promise<Faint[]> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no 2D canvas');
  pen.drawImage(bitmap, 0, 0);
  const part = (value: number) => (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = (r: number, g: number, b: number) =>
    0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
  return texts.flatMap(({ text, box: [x, y, width, height], colour, large }) => {
    const { data } = pen.getImageData(x, y, Math.max(1, width), Math.max(1, height));
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    const ink = light(r, g, b);
    const ratios: number[] = [];
    for (let at = 0; at < data.length; at += 4) {
      const ground = light(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      ratios.push((Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05));
    }
    const ratio = ratios.sort((left, right) => left - right)[Math.floor(ratios.length * 0.03)] ?? 21;
    const least = large ? 3 : 4.5;
    return ratio < least ? [{ text, ratio: Number(ratio.toFixed(2)), least }] : [];
  });
}

/** Texts of the game that are seen now and are fainter than WCAG AA allows, measured on the very picture. */
export async function faintTexts(page: Page, game: Frame): Promise<Faint[]> {
  const texts = await game.evaluate(takeInk);
  // The screen shows a frame of another process two of its turns later at the soonest.
  await game.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const png = (await page.screenshot()).toString('base64');
  await game.evaluate(giveInk);
  const empty = await page.context().newPage();
  const faint = await empty.evaluate(measure, [png, texts] as const);
  await empty.close();
  return faint;
}
