import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CHROMIUM_ARGS } from '../playwright.config.ts';

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly browserContextId?: string;
}
interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The line on which a browser says where it can be spoken to. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('the browser has no output');
  let address: string | undefined;
  for await (const line of createInterface({ input: stderr })) {
    address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) break;
  }
  if (!address) throw new Error('the browser ended before it could be spoken to');
  // Whoever has much to say would wait for its reader.
  stderr.resume();
  return address;
}

/**
 * A browser that nobody looks into while it works. A test runner attaches itself to every frame with a process of its own
 * and holds it until it has been told all that the runner wants; a frame within a frame pays that twice.
 */
export class QuietBrowser {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #calls = 0;

  private constructor(child: ChildProcess, profile: string, socket: WebSocket) {
    this.#child = child;
    this.#profile = profile;
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      this.#waiting.get(answer.id ?? 0)?.(answer);
    };
  }

  static async start(args: readonly string[]): Promise<QuietBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'roundgate-browser-'));
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const child = spawn(
      process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      [...CHROMIUM_ARGS, ...args, ...own],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const socket = new WebSocket(await addressOf(child));
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    return new QuietBrowser(child, profile, socket);
  }

  /** Opens an address on a device that has seen nothing yet. */
  async open(url: string): Promise<string> {
    const { browserContextId } = await this.#call<{ browserContextId: string }>(
      'Target.createBrowserContext',
    );
    await this.#call('Target.createTarget', { url, browserContextId });
    return browserContextId;
  }

  /** Forgets a device. */
  async forget(browserContextId: string): Promise<void> {
    await this.#call('Target.disposeBrowserContext', { browserContextId });
  }

  /** Evaluates in the frame of a device whose address begins so, and leaves it alone again. */
  async evaluate<T>(browserContextId: string, address: string, expression: string): Promise<T> {
    const { targetInfos } = await this.#call<{ targetInfos: Target[] }>('Target.getTargets');
    const target = targetInfos.find(
      (one) =>
        one.browserContextId === browserContextId && one.type === 'iframe' && one.url.startsWith(address),
    );
    if (!target) throw new Error(`no frame is at ${address}`);
    const { sessionId } = await this.#call<{ sessionId: string }>('Target.attachToTarget', {
      ...{ targetId: target.targetId, flatten: true },
    });
    const { result } = await this.#call<{ result: { value: T } }>(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    );
    await this.#call('Target.detachFromTarget', { sessionId });
    return result.value;
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#socket.close();
    this.#child.kill();
    await gone;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #call<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    this.#calls += 1;
    const id = this.#calls;
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    const { result, error } = await new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }
}
