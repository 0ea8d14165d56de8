import { createServer, type Server } from 'node:http';
import { type MarketStatus, OPERATIONS, toProblem } from '@roundgate/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../fixtures.ts';

const [SAMPLE] = OPERATIONS.listMarkets.examples.response.markets;
const FILE = OPERATIONS.getMarket.examples.response;
const market = (change: Partial<MarketStatus>): unknown => ({ ...SAMPLE, ...change });

let server: Server;
let edge: string;
/** What the edge answers, by path. */
let answers: Record<string, { status: number; body: unknown }>;

beforeEach(async () => {
  answers = {};
  server = createServer((request, response) => {
    const { status, body } = answers[request.url ?? ''] ?? { status: 404, body: toProblem('NOT_FOUND') };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  edge = `http://edge.localhost:${typeof address === 'object' ? address?.port : 0}`;
});
afterEach(() => void server.close());

const statusOf = (markets: unknown[], ...more: string[]) => {
  answers['/v1/markets'] = { status: 200, body: { markets } };
  return run(['markets', 'status', '--edge', edge, ...more]);
};

describe('roundgate markets status', () => {
  it('tells which markets can be launched, and why another cannot', async () => {
    const refused_for = [{ rule: 'max_stake', why: 'unknown: a cap that is not known cannot be kept' }];
    const { code, out } = await statusOf([
      market({}),
      market({ country: 'DK', launchable: false, refused_for, certified: false }),
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^MT +yes +yes +1 +0 +2026-08-08 +2027-02-04 +Malta/m);
    expect(out).toContain(
      'DK is not launched for max_stake: unknown: a cap that is not known cannot be kept',
    );
  });

  it('exits with 1 when a market that has certificates is stale, and tells of what', async () => {
    const { code, out, err } = await statusOf([market({ stale: ['min_age', 'autoplay'] })]);
    expect(code).toBe(1);
    expect(out).toContain('MT is stale in min_age, autoplay');
    expect(err).toContain('MT: has certificates, and rules that are stale: min_age, autoplay');
  });

  it('lists a stale market without certificates, and exits with 0', async () => {
    const { code, out } = await statusOf([market({ stale: ['min_age'], certified: false })]);
    expect([code, out.includes('MT is stale in min_age')]).toEqual([0, true]);
  });

  it('prints one JSON object', async () => {
    const good = JSON.parse((await statusOf([market({})], '--json')).out);
    expect(good).toMatchObject({ ok: true, markets: [{ country: 'MT' }] });
    const bad = JSON.parse((await statusOf([market({ stale: ['turbo'] })], '--json')).out);
    expect(bad).toMatchObject({ ok: false, exit_code: 1, errors: [{ where: 'MT' }] });
  });

  it('exits with 3 when nothing answers', async () => {
    const { code } = await run(['markets', 'status', '--edge', 'http://edge.localhost:9']);
    expect(code).toBe(3);
  });
});

describe('roundgate markets show', () => {
  it('prints every rule with grade, standing and source', async () => {
    answers['/v1/markets/MT'] = { status: 200, body: FILE };
    const { code, out } = await run(['markets', 'show', 'MT', '--edge', edge]);
    expect(code).toBe(0);
    expect(out).toMatch(/^min_age +18 +I +in_force +18 +2027-02-04$/m);
    expect(out).toContain('min_age: general knowledge, not seen in a text of the market');
  });

  it('exits with 1 for a market that is not kept, and with the problem that the edge tells', async () => {
    answers['/v1/markets/FR'] = { status: 403, body: toProblem('MARKET_RULES_UNKNOWN') };
    const { code, err } = await run(['markets', 'show', 'FR', '--edge', edge]);
    expect([code, err.includes('MARKET_RULES_UNKNOWN')]).toEqual([1, true]);
  });
});
