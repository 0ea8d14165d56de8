import type { Frame, Locator, Page } from '@playwright/test';
import type { MarketTerms, UiElement } from '@roundgate/contract';
import axe from 'axe-core';
import { FakeGateway, type Start } from './fake-gateway.ts';
import { MARKETS } from './markets.ts';

/** What the operator's page has heard. */
export interface Heard {
  readonly name: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A loader frame on an operator's page, with its gateway. */
export interface OpenFrame {
  readonly gateway: FakeGateway;
  readonly loader: Frame;
  /** Errors of the browser: policy violations, exceptions. */
  readonly errors: string[];
  game(): Promise<Frame>;
  heard(name?: string): Promise<Heard[]>;
  notices(): Promise<unknown[]>;
}

async function frameWhere(page: Page, fits: (frame: Frame) => boolean): Promise<Frame> {
  const endMs = Date.now() + 15_000;
  while (Date.now() < endMs) {
    const found = page.frames().find((frame) => !frame.isDetached() && fits(frame));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the frame did not come');
}

/** Everything of a market that can be attested. */
export function requiredBy({ links, logos, rules }: MarketTerms): UiElement[] {
  return [
    'age_label',
    'warnings',
    ...(links.length > 0 ? (['links'] as const) : []),
    ...(logos.length > 0 ? (['logos'] as const) : []),
    ...(rules.show.clock ? (['clock'] as const) : []),
    'balance',
  ];
}

/** Opens an operator's page with the frame in it. */
export async function openFrame(page: Page, start: Partial<Start> = {}): Promise<OpenFrame> {
  const terms = start.terms ?? MARKETS.plain;
  const gateway = new FakeGateway({ view: {}, locale: 'en', required: requiredBy(terms), ...start, terms });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await gateway.serve(page);
  await page.goto('/');
  const loader = await frameWhere(page, (frame) => frame.url().endsWith('/frame'));
  await loader.waitForSelector('#bar');
  const heard = async (name?: string): Promise<Heard[]> => {
    const all = await page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
    return name ? all.filter((event) => event.name === name) : all;
  };
  return {
    gateway,
    loader,
    errors,
    game: async () => {
      const frame = await frameWhere(page, (candidate) => candidate.url() === 'about:srcdoc');
      await frame.waitForSelector('button');
      return frame;
    },
    heard,
    notices: async () => (await heard('rg-notice')).map(({ detail }) => detail.name),
  };
}

/**
 * Presses something as a player does, who sees it first: a press goes by the last picture that the browser drew, and
 * before there is one, to what lies behind.
 */
export async function press(frame: Frame, target: string | Locator): Promise<void> {
  await frame.page().screenshot();
  await (typeof target === 'string' ? frame.locator(target) : target).click();
}

/** Serious and critical accessibility faults of the loader's document. */
export async function seriousFaults(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      iframes: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}

/** What does not fit: texts that are cut or stand outside, and keys of messages that were never translated. */
export const misfits = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    for (const element of document.querySelectorAll('#bar *, #overlay *')) {
      if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
      const box = element.getBoundingClientRect();
      const name = `${element.tagName}#${element.id}: ${element.textContent?.slice(0, 40)}`;
      if (box.left < -0.5 || box.right > width + 0.5) found.push(`outside ${name}`);
      const scrolls = getComputedStyle(element).overflowY === 'auto';
      if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) found.push(`cut ${name}`);
      if (!scrolls && element.scrollHeight > element.clientHeight + 3 && element.clientHeight > 0)
        found.push(`cut below ${name}`);
      const isLeaf = element.children.length === 0 && element.textContent;
      if (isLeaf && Number.parseFloat(getComputedStyle(element).fontSize) < 12) found.push(`small ${name}`);
      if (isLeaf && /^[a-z]+(_[a-z]+)*(\.[a-z_]+)+$/.test(element.textContent ?? ''))
        found.push(`key ${name}`);
    }
    const bar = document.querySelector('#bar')?.getBoundingClientRect();
    const main = document.querySelector('main')?.getBoundingClientRect();
    if (!bar || !main || bar.bottom > main.top + 0.5) found.push('the bar lies over the game');
    const title = document.querySelector('#overlay-title')?.getBoundingClientRect();
    if (main && title && (title.top < main.top || title.bottom > main.bottom))
      found.push('no title in sight');
    const actions = document.querySelector('.actions')?.getBoundingClientRect();
    if (actions && actions.bottom > innerHeight + 0.5) found.push('actions are out of sight');
    return found;
  });
