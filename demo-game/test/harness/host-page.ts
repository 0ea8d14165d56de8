// The loader frame's part, played for a game under test: the real boot, the real policies, scripted answers.
import type { GameWord, Scenario } from './scenario.ts';

interface Bundle {
  readonly boot: string;
  readonly bootHash: string;
  readonly gameHash: string;
}

declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createHTML(html: string): string },
      ): { createHTML(html: string): string };
    };
    harness: { readonly words: GameWord[]; tell(type: string, fields?: object): void };
  }
}

const nonce = 'harness-nonce';
const scenario = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Scenario;
const policies = window.trustedTypes;

const metaPolicy = ({ bootHash, gameHash }: Bundle): string =>
  `default-src 'none'; script-src '${bootHash}' '${gameHash}'; img-src blob: data:; connect-src blob: data:; ` +
  "media-src blob:; font-src blob:; worker-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types boot";

function frameDocument(bundle: Bundle): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${metaPolicy(bundle)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="roundgate:nonce" content="${nonce}"><meta name="roundgate:parent" content="${location.origin}">
<title>Game</title></head><body><script>${bundle.boot}</script></body></html>`;
}

function serve(port: MessagePort): void {
  const words: GameWord[] = [];
  let seq = 0;
  let spins = 0;
  const tell = (type: string, fields: object = {}): void => {
    seq += 1;
    port.postMessage({ rg: 1, seq, type, ...fields });
  };
  const spin = (call: number): void => {
    const answer = scenario.spins[Math.min(spins, scenario.spins.length - 1)];
    spins += 1;
    if (!answer) return;
    const reply = () =>
      'result' in answer
        ? tell('spin-reply', { call, result: answer.result })
        : tell('call-failed', { call, fault: answer.fault });
    setTimeout(reply, answer.delayMs ?? 30);
  };
  const history = (call: number, before: unknown): void => {
    const start = before === null ? 0 : scenario.history.findIndex((round) => round.round_id === before) + 1;
    const rounds = scenario.history.slice(start, start + 5);
    const more = start + 5 < scenario.history.length;
    tell('history-reply', { call, rounds, next_before: more ? (rounds.at(-1)?.round_id ?? null) : null });
  };
  port.onmessage = ({ data }: MessageEvent<GameWord & { call: number }>) => {
    words.push({ ...data, atMs: performance.now() });
    if (data.type === 'booted') tell('init', { config: scenario.config });
    else if (data.type === 'spin') spin(data.call);
    else if (data.type === 'history') history(data.call, data.before);
  };
  window.harness = { words, tell };
}

async function start(): Promise<void> {
  const [bundle, game, model] = await Promise.all([
    fetch('/bundle.json').then((response) => response.json() as Promise<Bundle>),
    fetch('/game.js').then((response) => response.arrayBuffer()),
    fetch('/model.json').then((response) => response.arrayBuffer()),
  ]);
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('allow', 'autoplay');
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow || data?.type !== 'boot') return;
    const { port1, port2 } = new MessageChannel();
    serve(port1);
    frame.contentWindow?.postMessage(nonce, '*', [port2]);
    const entry = new Blob([game], { type: 'text/javascript' });
    const blob = new Blob([model], { type: 'application/json' });
    const assets = [{ path: scenario.config.model_path, blob }];
    port1.postMessage({
      rg: 1,
      seq: 0,
      type: 'load',
      nonce,
      entry_integrity: bundle.gameHash,
      entry,
      assets,
    });
  });
  const policy = policies?.createPolicy('l1', { createHTML: (html) => html });
  const html = frameDocument(bundle);
  frame.srcdoc = policy ? policy.createHTML(html) : html;
  document.body.append(frame);
}

void start();
