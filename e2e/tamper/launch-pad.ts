import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Frame, type Route } from '@playwright/test';
import type { LaunchBundle } from '@roundgate/contract/trust';
import { repo } from '../fixtures/paths.ts';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import { CHROMIUM_ARGS } from '../playwright.config.ts';
import type { TamperCase } from './case.ts';
import { Keys } from './forge.ts';

/** What the operator's page was told. */
export interface Told {
  /** `ready`, the code of the typed error, `fallback` where no script of ours runs, or `nothing` when none came in time. */
  readonly told: string;
  /** What the error said; shown in the loader too. */
  readonly message: string;
}

/** What a launch came to, as the operator's page and whoever looks at the screen saw it. */
export interface Outcome extends Told {
  /** Game frames that were handed a game; one that is made ready and waits for its files holds none. */
  readonly gameFrames: number;
}

/** The language of the browser and of every session: not English, so that a message shows that it was translated. */
export const LANGUAGE = 'de';
const WAIT_MS = 40_000;
/** What a game's frame says, by the test's own script, when a game's script is put into it. */
const HANDED = 'roundgate-test: a game was handed over';
/** A page that the test itself serves has no network address, and Chromium would not let it call this machine. */
const OWN_PAGES = ['--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests'];

/** Run in every frame before its own scripts: tells when a game's document gets a script beside its boot. */
function watchGameFrame(handed: string): void {
  if (location.href !== 'about:srcdoc') return;
  new MutationObserver((records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    if (added.some((node) => node instanceof HTMLScriptElement && node.src !== '')) console.debug(handed);
  }).observe(document, { childList: true, subtree: true });
}

/** Answers of the edge as they would be, for cases that change them. */
export interface Genuine {
  readonly bundle: LaunchBundle;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: Buffer }[];
}

/** Opens launches in a browser whose network can be made to lie. */
export class LaunchPad {
  readonly stack: Stack;
  readonly keys: Keys;
  readonly #browser: Browser;
  readonly #embed: { readonly file: string; readonly integrity: string };

  private constructor(stack: Stack, browser: Browser) {
    this.stack = stack;
    this.keys = new Keys(stack.secrets);
    this.#browser = browser;
    this.#embed = JSON.parse(readFileSync(repo('client-loader/dist/embed.json'), 'utf8'));
  }

  static async open(stack: Stack, args: readonly string[] = []): Promise<LaunchPad> {
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
    return new LaunchPad(
      stack,
      await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...OWN_PAGES, ...args] }),
    );
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** A browser of its own for each case: no cache, floor or worker of another. */
  async context(serviceWorkers: 'allow' | 'block' = 'block'): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      locale: 'de-DE',
      viewport: { width: 480, height: 640 },
      reducedMotion: 'reduce',
      serviceWorkers,
    });
    await context.addInitScript(watchGameFrame, HANDED);
    return context;
  }

  /** A session of a new player, and the address that its loader is opened with. */
  async session(
    change: Readonly<Record<string, unknown>> = {},
  ): Promise<{ url: string; playerId: string; sessionId: string }> {
    const playerId = `p-${crypto.randomUUID()}`;
    const body = {
      player_id: playerId,
      ...{ game_id: 'g-night-market', country: 'MT', currency: 'EUR', locale: LANGUAGE },
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: null },
      ...change,
    };
    const { urls } = this.stack;
    const answer = await signedCall<{ launch_url: string; session_id: string }>(
      ...([this.stack, urls.gatewayApi, 'key-op-lantern', 'POST', '/v1/sessions', body] as const),
    );
    return { url: answer.launch_url, playerId, sessionId: answer.session_id };
  }

  /** The embedding script as an operator's page has it. */
  script(integrity = this.#embed.integrity): string {
    const src = `${this.stack.urls.edge}/${this.#embed.file}`;
    return `<script src="${src}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;
  }

  /** The operator's page: the script by its SRI hash and one element, as the lobby has it. */
  page(integrity?: string): string {
    return `<!doctype html><html lang="de"><meta charset="utf-8"><title>Operator</title>
<style>body{margin:0}roundgate-game{display:block;height:100vh}</style>
${this.script(integrity)}<body></body></html>`;
  }

  /** Serves the operator's page in a context, at its real origin unless it is told to stand elsewhere. */
  async operatorPage(context: BrowserContext, html = this.page(), at?: TamperCase['at']): Promise<Frame> {
    const home = `${this.stack.urls.operator}/tamper`;
    const evil = `${this.stack.urls.operator.replace('//operator.', '//evil.')}/tamper`;
    const serve = (url: string, body: string) =>
      context.route(url, (route: Route) => route.fulfill({ contentType: 'text/html', body }));
    await serve(home, html);
    await serve(
      evil,
      at === 'nested' ? `<!doctype html><iframe src="${home}" width="480" height="640"></iframe>` : html,
    );
    const page = await context.newPage();
    await page.goto(at ? evil : home);
    if (at !== 'nested') return page.mainFrame();
    const inner = page.frames().find((frame) => frame.url() === home);
    if (!inner) throw new Error('the nested page is not there');
    return inner;
  }

  /** Puts the element on the page and waits for `ready` or an error. */
  async launch(at: Frame, url: string, locale = LANGUAGE): Promise<Outcome> {
    let gameFrames = 0;
    at.page().on('console', (message) => {
      if (message.text() === HANDED) gameFrames += 1;
    });
    const { told, message } = await at.evaluate(
      ([address, language, timeoutMs]) =>
        new Promise<{ told: string; message: string }>((resolve) => {
          if (!customElements.get('roundgate-game')) return resolve({ told: 'fallback', message: '' });
          const element = document.createElement('roundgate-game');
          element.setAttribute('launch-url', address);
          element.setAttribute('locale', language);
          element.addEventListener('roundgate:ready', () => resolve({ told: 'ready', message: '' }), {
            once: true,
          });
          element.addEventListener(
            'roundgate:error',
            (event) => {
              const { code, message } = (event as CustomEvent<{ code: string; message: string }>).detail;
              resolve({ told: code, message });
            },
            { once: true },
          );
          setTimeout(() => resolve({ told: 'nothing', message: '' }), timeoutMs);
          document.body.replaceChildren(element);
        }),
      [url, locale, WAIT_MS] as const,
    );
    return { told, message, gameFrames };
  }

  /** What the edge answers for a launch address. */
  async genuine(url: string): Promise<Genuine> {
    const { pathname, searchParams } = new URL(url);
    const digest = pathname.split('/').at(-1) ?? '';
    const get = async (path: string) =>
      fetch(`${this.stack.urls.gatewayApi}${path}`, {
        headers: { host: new URL(this.stack.urls.edge).host },
      });
    const answer = await this.stack.fetch(
      `${this.stack.urls.edge}/trust/launch/${searchParams.get('country')}/${digest}`,
    );
    const bundle = JSON.parse(answer.text) as LaunchBundle;
    const manifest = JSON.parse(Buffer.from(bundle.build.payload, 'base64').toString('utf8')) as {
      files: Record<string, { sha256: string }>;
    };
    const files = await Promise.all(
      Object.entries(manifest.files).map(async ([path, { sha256 }]) => ({
        path,
        sha256,
        bytes: Buffer.from(await (await get(`/assets/${sha256}`)).arrayBuffer()),
      })),
    );
    return { bundle, files };
  }
}
