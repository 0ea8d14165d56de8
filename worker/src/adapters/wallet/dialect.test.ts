import { checkSignature, readSignature } from '@roundgate/contract/http-signature';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callPort, endpointOf, roundOf, VECTORS, type Vectors, whoOf } from '../../../test/wallet-vectors.ts';
import type { Call } from './dialect-shape.ts';
import { DIALECTS, walletFor } from './dialects.ts';

const BASE = 'https://wallet.example/below/a/path/';
const ONE_DAY_MS = 24 * 3_600_000;

interface Sent {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Answers every call with `answer` and notes what was sent. */
function listen(answer: () => Response | Promise<Response>): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: URL, init: { headers: Record<string, string>; body: string }) => {
    sent.push({ url: url.href, headers: init.headers, body: init.body });
    return Promise.resolve().then(answer);
  });
  return sent;
}

const walletOf = (vectors: Vectors) =>
  walletFor(endpointOf(vectors, BASE), DIALECTS[vectors.dialect].sandboxRecord);
const callsOf = (vectors: Vectors) => Object.keys(vectors.requests) as Call[];

afterEach(() => vi.unstubAllGlobals());

describe.each(VECTORS.map((vectors) => [vectors.dialect, vectors] as const))('%s', (_name, vectors) => {
  const { round, traceId } = vectors;

  it('has a vector for every call that it knows', () => {
    expect(callsOf(vectors).sort()).toEqual(Object.keys(DIALECTS[vectors.dialect].calls).sort());
  });

  it.each(callsOf(vectors))(
    'sends %s byte for byte as the vector says, below its base address',
    async (call) => {
      const sent = listen(() => new Response(null, { status: 500 }));
      await callPort(walletOf(vectors), call, round, traceId);
      const expected = vectors.requests[call];
      expect(sent).toHaveLength(1);
      expect(sent[0]?.url).toBe(`https://wallet.example/below/a/path${expected?.path}`);
      expect(sent[0]?.body).toBe(expected?.body);
      expect(sent[0]?.headers['x-trace-id']).toBe(traceId);
    },
  );

  it.each(callsOf(vectors))('signs %s as the dialect says', async (call) => {
    const sent = listen(() => new Response(null, { status: 500 }));
    await callPort(walletOf(vectors), call, round, traceId);
    const { headers = {}, body = '', url = '' } = sent[0] ?? {};
    expect(headers['x-key-id']).toBe(vectors.keyId);
    if (vectors.signing === 'body-hmac') {
      expect(headers['x-signature-hmac']).toBe(vectors.requests[call]?.hmac);
      return;
    }
    const claim = readSignature((name) => headers[name]);
    if (typeof claim === 'string') throw new Error(`the signature is ${claim}`);
    const request = { method: 'POST', path: new URL(url).pathname, body };
    expect(checkSignature(claim, vectors.secret, request, Date.now())).toBeUndefined();
  });

  it('says the same on every attempt, whatever the trace', async () => {
    const sent = listen(() => new Response(null, { status: 500 }));
    for (const call of callsOf(vectors).filter((one) => one !== 'balance'))
      for (const trace of [traceId, 'f'.repeat(32)]) await callPort(walletOf(vectors), call, round, trace);
    const bodies = sent.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(bodies.length / 2);
  });

  it.each(vectors.answers.map((answer) => [answer.call, answer.note, answer] as const))(
    'reads the answer to %s: %s',
    async (call, _note, { status, body, expect: expected }) => {
      const empty = status === 204;
      listen(() => new Response(empty ? null : body, { status }));
      expect(await callPort(walletOf(vectors), call, round, traceId)).toEqual(expected);
    },
  );

  it.each(callsOf(vectors))('never throws and sends %s once when the connection breaks', async (call) => {
    const sent = listen(() => Promise.reject(new TypeError('connection lost')));
    const answer = await callPort(walletOf(vectors), call, round, traceId);
    expect(answer).toEqual(call === 'balance' ? null : { kind: 'unknown', why: 'TypeError' });
    expect(sent).toHaveLength(1);
  });

  it('takes an answer that comes too late for unknown', async () => {
    vi.stubGlobal('fetch', (_url: URL, init: { signal: AbortSignal }) => {
      return new Promise((_, reject) =>
        init.signal.addEventListener('abort', () => reject(init.signal.reason), { once: true }),
      );
    });
    const endpoint = { ...endpointOf(vectors, BASE), timeoutMs: 5 };
    const port = walletFor(endpoint, DIALECTS[vectors.dialect].sandboxRecord);
    expect(await callPort(port, 'credit', round, traceId)).toEqual({ kind: 'unknown', why: 'TimeoutError' });
  });

  it('tells no win before there is an outcome', async () => {
    const sent = listen(() => new Response('{}'));
    const undrawn = { ...roundOf(round), outcome: null };
    const port = walletOf(vectors);
    expect(await port.credit(whoOf(round), undrawn, traceId)).toMatchObject({ kind: 'unknown' });
    await port.betWin?.(whoOf(round), undrawn, traceId);
    expect(sent).toEqual([]);
  });

  it('takes an answer over the size limit for unknown', async () => {
    listen(() => new Response(JSON.stringify({ pad: 'x'.repeat(300_000) })));
    expect(await callPort(walletOf(vectors), 'credit', round, traceId)).toMatchObject({ kind: 'unknown' });
  });

  it('has no status query and says so', async () => {
    const sent = listen(() => new Response('{}'));
    const status = await walletOf(vectors).status(whoOf(round), roundOf(round), 'debit', traceId);
    expect(status).toMatchObject({ kind: 'unknown' });
    expect(sent).toEqual([]);
  });

  it("lets the operator's own meaning of a word go first, for one call or for all", async () => {
    const answer = vectors.answers.find(
      ({ expect: told }) => told && 'kind' in told && told.kind === 'refused',
    );
    if (!answer) throw new Error('the vectors have no refusal');
    const { dialect } = vectors;
    const fields = JSON.parse(answer.body) as Record<string, unknown>;
    const word = String(DIALECTS[dialect].word(fields));
    const ask = (error_map: Record<string, { class: 'FATAL' | 'UNCERTAIN' | 'TERMINATE' | 'REJECT' }>) =>
      callPort(walletFor(endpointOf(vectors, BASE), { dialect, error_map }), answer.call, round, traceId);
    listen(() => new Response(answer.body, { status: answer.status }));
    const all = { class: 'UNCERTAIN' } as const;
    expect(await ask({ [word]: all })).toMatchObject({ kind: 'unknown' });
    expect(await ask({ [word]: all, [`${answer.call}:${word}`]: { class: 'FATAL' } })).toEqual({
      kind: 'refused',
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(await ask({ [`balance:${word}`]: all })).toEqual(answer.expect);
    expect(await ask({ [word]: { class: 'TERMINATE' } })).toEqual({ kind: 'refused', code: 'SESSION_ENDED' });
    expect(await ask({ [word]: { class: 'REJECT' } })).toEqual({ kind: 'refused', code: 'WALLET_REFUSED' });
  });

  it('keeps ids for at least a day in its record', () => {
    expect(DIALECTS[vectors.dialect].sandboxRecord.dedupe_window_ms).toBeGreaterThanOrEqual(ONE_DAY_MS);
  });
});

describe('a round without a win', () => {
  const [betWinRollback, , betwinFinish] = VECTORS;
  if (!betWinRollback || !betwinFinish) throw new Error('vectors are missing');

  it('is closed by a win of nothing where wins close rounds', async () => {
    const sent = listen(() => new Response(null, { status: 500 }));
    const lost = { ...betWinRollback.round, winMinor: 0 };
    await callPort(walletOf(betWinRollback), 'credit', lost, betWinRollback.traceId);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ amount: 0, round_closed: true });
  });

  it('is closed by finish where there is one, and does not tell by its stake that it was lost', async () => {
    const sent = listen(() => new Response(null, { status: 500 }));
    await callPort(walletOf(betwinFinish), 'credit', { ...betwinFinish.round, winMinor: 0 }, 'f'.repeat(32));
    expect(new URL(sent[0]?.url ?? '').pathname).toBe('/below/a/path/finish');
    for (const winMinor of [0, 310])
      await callPort(
        walletOf(betWinRollback),
        'debit',
        { ...betWinRollback.round, winMinor },
        'f'.repeat(32),
      );
    expect(sent[1]?.body).toBe(sent[2]?.body);
  });

  it('has no stake of its own where stake and win move in one call', async () => {
    const sent = listen(() => new Response('{}'));
    const { round } = betwinFinish;
    expect(await walletOf(betwinFinish).debit(whoOf(round), roundOf(round), 'f'.repeat(32))).toMatchObject({
      kind: 'unknown',
    });
    expect(sent).toEqual([]);
    expect(walletOf(betWinRollback).betWin).toBeUndefined();
  });
});
