import { readFileSync } from 'node:fs';
import { test as base, expect, type Frame, type Page } from '@playwright/test';
import type { RoundgateGameElement } from '../../src/embed/types.ts';

export { expect };

/** An event of the element as it was heard on the document. */
export interface Heard {
  readonly name: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

declare global {
  var heard: Heard[];
  var violations: string[];
}

const embed = JSON.parse(readFileSync(new URL('../../dist/embed.json', import.meta.url), 'utf8')) as {
  readonly file: string;
  readonly integrity: string;
};
/** The digest of the script that is tested, as `integrity` and CSP have it. */
export const INTEGRITY = embed.integrity;

/** Where the operator's page, the edge and the loader frame are. */
export function originsOf(baseURL: string | undefined): { operator: string; edge: string; play: string } {
  const operator = String(baseURL);
  return {
    operator,
    edge: operator.replace('operator.', 'edge.'),
    play: operator.replace('operator.', 'play.'),
  };
}

/** What the operator's page is made of; everything has a default that works. */
export interface PageOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Attributes of the script tag besides its src. */
  readonly tag?: string;
  /** Attributes of the element. */
  readonly element?: string;
  readonly language?: string;
}

/** What the page's scripts cannot know is noted before they run: events of the element, refusals by a policy. */
function listen(): void {
  globalThis.heard = [];
  globalThis.violations = [];
  const names = [
    'ready',
    'balance',
    'round-start',
    'round-end',
    'rg-notice',
    'idle',
    'visibility',
    'error',
    'exit',
  ];
  for (const name of names)
    addEventListener(`roundgate:${name}`, (event) =>
      globalThis.heard.push({ name, detail: (event as CustomEvent).detail }),
    );
  addEventListener('securitypolicyviolation', (event) =>
    globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
}

/** An operator's page with one game, as a test sees it from outside. */
export class OperatorPage {
  readonly page: Page;
  readonly urls: ReturnType<typeof originsOf>;
  #listens = false;

  constructor(page: Page, baseURL: string | undefined) {
    this.page = page;
    this.urls = originsOf(baseURL);
  }

  address({ headers = {}, tag, element, language = 'en' }: PageOptions = {}): string {
    const attributes = tag ?? `integrity="${INTEGRITY}" crossorigin="anonymous" defer`;
    const game = element ?? 'launch-endpoint="/launch/ok"';
    const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Operator</title>
<script src="${this.urls.edge}/${embed.file}" ${attributes}></script></head>
<body><h1>Lobby</h1><roundgate-game game-id="g-night-market" ${game}><p id="fallback">Call us</p></roundgate-game></body></html>`;
    return `/page?page=${encodeURIComponent(JSON.stringify({ headers, body }))}`;
  }

  async open(options: PageOptions = {}): Promise<void> {
    if (!this.#listens) await this.page.addInitScript(listen);
    this.#listens = true;
    await this.page.goto(this.address(options));
  }

  get fallback() {
    return this.page.locator('#fallback');
  }

  heard(name?: string): Promise<readonly Heard[]> {
    return this.page.evaluate(
      (wanted) => globalThis.heard.filter((event) => wanted === null || event.name === wanted),
      name ?? null,
    );
  }

  /** Waits for the next event of a name and returns what it says. */
  async next(name: string, after = 0): Promise<Heard['detail']> {
    await expect.poll(async () => (await this.heard(name)).length, { message: name }).toBeGreaterThan(after);
    return (await this.heard(name)).at(-1)?.detail ?? {};
  }

  /** The loader's frame; the element's shadow root is closed, so it is found by its address. */
  loader(): Frame {
    const frame = this.page.frames().find((one) => one.url().startsWith(`${this.urls.play}/frame/`));
    if (!frame) throw new Error('there is no loader frame');
    return frame;
  }

  /** Waits until the page has this many frames, itself counted. */
  async hasFrames(count: number): Promise<void> {
    await expect.poll(() => this.page.frames().length).toBe(count);
  }

  /** Lets the loader say something. */
  say(type: string, fields: object = {}): Promise<void> {
    return this.loader().evaluate(([name, rest]) => globalThis.hands.say(name, rest), [
      type,
      fields,
    ] as const);
  }

  /** What the loader was told, without the envelope. */
  commands(): Promise<readonly object[]> {
    return this.loader().evaluate(() =>
      globalThis.hands.commands.map(({ rg: _rg, seq: _seq, ...command }) => command),
    );
  }

  /** Runs a command of the element; returns the code that it rejected with, or `done`. */
  command(name: 'launch' | 'pause' | 'resume' | 'refreshBalance' | 'showHistory' | 'exit'): Promise<string> {
    return this.page.evaluate(
      (method) =>
        (document.querySelector('roundgate-game') as RoundgateGameElement)[method]().then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      name,
    );
  }

  state(): Promise<string> {
    return this.page.evaluate(() => (document.querySelector('roundgate-game') as RoundgateGameElement).state);
  }
}

/** Each test gets an operator's page of its own. */
export const test = base.extend<{ operator: OperatorPage }>({
  operator: async ({ page, baseURL }, use) => use(new OperatorPage(page, baseURL)),
});
