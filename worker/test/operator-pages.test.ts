import { describe, expect, it } from 'vitest';
import { anyone } from './client.ts';

const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
};
const allowed = (headers: Headers): string | null => headers.get('access-control-allow-origin');

describe("a page of an operator's registered origin", () => {
  it('may call the API, with a token in a header and nothing else', async () => {
    const origin = 'https://pinned.example';
    const answer = await anyone('OPTIONS', '/v1/rounds', undefined, { origin, ...preflight });
    expect([answer.status, allowed(answer.headers)]).toEqual([204, origin]);
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization, content-type');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('reads refusals too', async () => {
    const origin = 'https://pinned.example';
    const answer = await anyone('GET', '/v1/session', undefined, { origin });
    expect([answer.status, allowed(answer.headers), answer.headers.get('vary')]).toEqual([
      401,
      origin,
      'origin',
    ]);
  });
});

describe('any other page', () => {
  it.each(['https://evil.example', 'https://pinned.example.evil.example', 'null', 'https://play.example'])(
    'is told nothing: %s',
    async (origin) => {
      const asked = await anyone('OPTIONS', '/v1/rounds', undefined, { origin, ...preflight });
      expect([asked.status, allowed(asked.headers)]).toEqual([404, null]);
      expect(allowed((await anyone('GET', '/v1/session', undefined, { origin })).headers)).toBeNull();
    },
  );
});
