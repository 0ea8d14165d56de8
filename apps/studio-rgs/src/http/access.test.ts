import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Problem } from '@roundgate/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSession, post, send, signed, spinBody, unique } from '../../test/client.ts';
import worker from '../index.ts';

const SPINS = '/rgs/v1/spins';

describe('a request', () => {
  it('without a signature, with a wrong one, or from an unknown key is refused', async () => {
    const bare = await send(new Request('http://rgs.test/rgs/v1/spins', { method: 'POST', body: '{}' }));
    expect(bare).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(bare.headers.get('content-type')).toBe('application/problem+json');
    expect(Problem.safeParse(bare.body).success).toBe(true);
    for (const wrong of [{ secret: 'another-secret-of-the-platform' }, { keyId: 'key-unknown' }]) {
      const answer = await post(SPINS, spinBody('s-1'), wrong);
      expect(answer).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    }
  });

  it('is bound to its body, its path and its method', async () => {
    const good = signed('POST', SPINS, spinBody('s-1'));
    const other = new Request(good.url, { method: 'POST', headers: good.headers, body: '{"a":1}' });
    expect(await send(other)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    const query = new Request(`${good.url}?x=1`, {
      method: 'POST',
      headers: good.headers,
      body: await good.text(),
    });
    expect(await send(query)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
  });

  it('that is too old or too new is stale', async () => {
    for (const offsetMs of [-301_000, 301_000]) {
      const answer = await post(SPINS, spinBody('s-1'), { timestampMs: Date.now() + offsetMs });
      expect(answer).toMatchObject({ status: 401, body: { code: 'SIGNATURE_STALE', retry: 'same_key' } });
    }
  });

  it('is good once: a replayed one is refused, whatever it asks for', async () => {
    const spin = spinBody(await openSession());
    const key = spin.idempotency_key;
    const closing = {
      session_id: spin.session_id,
      round_id: spin.round_id,
      idempotency_key: key,
      if_drawn: 'keep',
      reason: 'x',
    };
    const requests = [
      signed('POST', SPINS, spin),
      signed('POST', '/rgs/v1/spins/void', closing),
      signed('GET', `/rgs/v1/spins/spin-${key}/replay`, undefined),
    ];
    for (const request of requests) {
      expect((await send(request.clone())).status).toBe(200);
      expect(await send(request)).toMatchObject({ status: 401, body: { code: 'NONCE_REPLAYED' } });
    }
  });

  it('for another version is 406, and for this one or any is not', async () => {
    const accepts = async (accept: string) => (await post(SPINS, {}, { headers: { accept } })).body.code;
    for (const other of ['application/vnd.rgs.v2+json', 'text/html', 'application/json;q=0']) {
      expect(await accepts(other), other).toBe('VERSION_NOT_SUPPORTED');
    }
    for (const ours of [
      'application/vnd.rgs.v1+json',
      'application/json',
      '*/*',
      'text/html, application/json;q=0.5',
    ]) {
      expect(await accepts(ours), ours).toBe('VALIDATION_FAILED');
    }
  });

  it('for an unknown address is 404 and with another method 405', async () => {
    expect(await send(new Request('http://rgs.test/rgs/v2/spins'))).toMatchObject({ status: 404 });
    const wrong = await send(new Request('http://rgs.test/rgs/v1/spins'));
    expect(wrong).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(wrong.headers.get('allow')).toBe('POST');
  });
});

describe('the log', () => {
  afterEach(() => vi.restoreAllMocks());

  it('has one line for a spin, with its trace id, and neither outcome nor secrets', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const spin = spinBody(await openSession());
    lines.length = 0;
    const traceId = unique();
    const answer = await post(SPINS, spin, { headers: { 'x-trace-id': traceId } });
    expect(answer.headers.get('x-trace-id')).toBe(traceId);
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({
      level: 'info',
      event: 'request',
      trace_id: traceId,
      status: 200,
      spin_id: spin.spin_id,
    });
    expect(Object.keys(line).sort()).toEqual([
      'event',
      'level',
      'method',
      'ms',
      'path',
      'replayed',
      'round_id',
      'session_id',
      'spin_id',
      'status',
      'trace_id',
    ]);
  });

  it('makes a trace id when none is given, and tells it in problems', async () => {
    const answer = await post(SPINS, {});
    expect(answer.body.trace_id).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers.get('x-trace-id')).toBe(answer.body.trace_id);
  });
});

describe('the health check', () => {
  it('names the models that are offered', async () => {
    const answer = await send(new Request('http://rgs.test/healthz'));
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', studio_id: 'st-harbour' } });
    expect(answer.body.models).toMatchObject([
      { game_id: 'g-night-market', rtp_profile: '96' },
      { game_id: 'g-tide-pool', rtp_profile: '96' },
    ]);
  });

  it('answers 503, as everything does, while a seed is missing', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {});
    const blank = { ...env, SERVER_SEED: undefined };
    const response = await worker.fetch(
      new Request('http://rgs.test/healthz'),
      blank,
      createExecutionContext(),
    );
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('SERVER_SEED');
    expect(written).toHaveBeenCalledWith(expect.stringContaining('SERVER_SEED: is missing'));
  });
});
