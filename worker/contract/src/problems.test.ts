import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OPERATIONS } from './operations/index.ts';
import {
  fieldProblems,
  PROBLEM_CODES,
  PROBLEMS,
  Problem,
  type ProblemCode,
  readAs,
  toProblem,
} from './problems.ts';

/** Status and retry of every code: the promise to callers, written a second time on purpose. */
const PROMISED: Readonly<Record<ProblemCode, string>> = {
  VALIDATION_FAILED: '400 never',
  BODY_NOT_JSON: '400 never',
  UNAUTHENTICATED: '401 never',
  TOKEN_EXPIRED: '401 new_token',
  SIGNATURE_INVALID: '401 never',
  SIGNATURE_STALE: '401 same_key',
  NONCE_REPLAYED: '401 never',
  LAUNCH_TOKEN_USED: '401 never',
  FORBIDDEN: '403 never',
  RG_BLOCKED: '403 never',
  RG_CHECK_DUE: '409 after',
  RG_LIMITS_NEEDED: '409 after',
  UI_NOT_SHOWN: '409 after',
  ASSURANCE_TOO_LOW: '403 never',
  LOADER_TOO_OLD: '403 never',
  BUILD_REVOKED: '403 never',
  TRUST_STALE: '409 after',
  MARKET_NOT_CERTIFIED: '403 never',
  MARKET_RULES_UNKNOWN: '403 never',
  BUILD_MISMATCH: '403 never',
  SESSION_ENDED: '403 never',
  NOT_FOUND: '404 never',
  ROUND_NOT_FOUND: '404 never',
  SESSION_NOT_FOUND: '404 never',
  PLAYER_NOT_FOUND: '404 never',
  TRANSACTION_NOT_FOUND: '404 never',
  JACKPOT_NOT_FOUND: '404 never',
  TOURNAMENT_NOT_FOUND: '404 never',
  TOURNAMENT_NOT_OPEN: '409 never',
  CAMPAIGN_NOT_FOUND: '404 never',
  SPIN_NOT_FOUND: '404 never',
  BUILD_NOT_FOUND: '404 never',
  CERTIFICATE_NOT_FOUND: '404 never',
  SIGNING_KEY_NOT_FOUND: '404 never',
  FOUR_EYES_NEEDED: '403 never',
  CERTIFICATE_WITHDRAWN: '409 never',
  BUILD_NOT_CERTIFIED: '409 never',
  RECERTIFICATION_NEEDED: '409 never',
  RELEASE_REFUSED: '409 never',
  RELEASE_CHANGED: '409 same_key',
  METHOD_NOT_ALLOWED: '405 never',
  VERSION_NOT_SUPPORTED: '406 never',
  IDEMPOTENCY_CONFLICT: '409 never',
  ROUND_OPEN: '409 after',
  ROUND_CLOSED: '409 never',
  ROUND_NOT_SETTLED: '409 after',
  REPLAY_NOT_POSSIBLE: '422 never',
  REPLAY_DIFFERS: '409 never',
  TRANSFER_PENDING: '409 after',
  TRANSACTION_VOIDED: '409 never',
  BODY_TOO_LARGE: '413 never',
  MEDIA_TYPE_NOT_SUPPORTED: '415 never',
  INSUFFICIENT_FUNDS: '422 never',
  STAKE_NOT_ALLOWED: '422 never',
  FEATURE_NOT_ALLOWED: '422 never',
  CURRENCY_NOT_ALLOWED: '422 never',
  GAME_NOT_ALLOWED: '422 never',
  GRANT_NOT_FOUND: '422 never',
  SIGNATURE_CHAIN_INVALID: '422 never',
  DIGEST_MISMATCH: '422 never',
  FILE_MISSING: '422 same_key',
  ROUND_REFUSED: '422 never',
  ROUND_CANCELLED: '422 never',
  WALLET_REFUSED: '422 never',
  ROUND_TOO_FAST: '425 after',
  RATE_LIMITED: '429 after',
  INTERNAL: '500 same_key',
  UPSTREAM_UNAVAILABLE: '502 same_key',
  SERVICE_UNAVAILABLE: '503 after',
};

describe('problem codes', () => {
  it('keep the status and retry rule that callers rely on', () => {
    const actual = Object.fromEntries(
      PROBLEM_CODES.map((code) => [code, `${PROBLEMS[code].status} ${PROBLEMS[code].retry}`]),
    );
    expect(actual).toEqual(PROMISED);
  });

  it('tell a caller never to repeat what can only fail again', () => {
    for (const code of PROBLEM_CODES) {
      const { status, retry } = PROBLEMS[code];
      if (status >= 500 || status === 429 || status === 425) expect(retry, code).not.toBe('never');
      if (status === 400 || status === 403 || status === 404) expect(retry, code).toBe('never');
    }
  });

  it.each(PROBLEM_CODES)('%s makes a problem document of RFC 9457', (code) => {
    const problem = toProblem(code, { detail: 'x', trace_id: 'a'.repeat(32), retry_after_ms: 5 });
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem.type).toBe(`/problems#${code}`);
    expect(problem.status).toBe(PROBLEMS[code].status);
  });

  it('are each answered by some operation', () => {
    const used = new Set<ProblemCode>(Object.values(OPERATIONS).flatMap(({ problems }) => [...problems]));
    const anywhere: ProblemCode[] = ['NOT_FOUND', 'METHOD_NOT_ALLOWED'];
    const unused = PROBLEM_CODES.filter((code) => !used.has(code) && !anywhere.includes(code));
    expect(unused).toEqual([]);
  });
});

describe('fieldProblems', () => {
  const Shape = z.strictObject({ a: z.strictObject({ b: z.array(z.strictObject({ c: z.number() })) }) });
  const named = (value: unknown) =>
    fieldProblems(Shape.safeParse(value).error ?? new z.ZodError([])).map(({ field }) => field);

  it('names a field by its path', () => {
    expect(named({ a: { b: [{ c: 1 }, { c: 'x' }] } })).toEqual(['a.b.1.c']);
  });

  it('names each unknown field', () => {
    expect(named({ a: { b: [], x: 1, y: 2 }, z: 3 })).toEqual(['a.x', 'a.y', 'z']);
  });

  it('names the body when it is of another kind', () => {
    expect(named(null)).toEqual(['(body)']);
    expect(named([])).toEqual(['(body)']);
  });
});

describe('readAs', () => {
  const Shape = z.strictObject({ id: z.string().min(1).max(9) });

  it('names what is wrong, and gives what is right', () => {
    expect(readAs(Shape, { id: 'a' })).toEqual({ success: true, data: { id: 'a' } });
    expect(readAs(Shape, { id: 1 })).toMatchObject({ success: false, errors: [{ field: 'id' }] });
  });

  it('refuses a length that cannot be compared, at which the library throws', () => {
    const hostile: unknown = JSON.parse('{"id":{"length":{"toString":1}}}');
    expect(() => Shape.safeParse(hostile)).toThrow(TypeError);
    expect(readAs(Shape, hostile)).toMatchObject({ success: false, errors: [{ field: 'id' }] });
  });

  it('names that field also beside parts that lie deeper than a stack is', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const hostile: unknown = JSON.parse(`{"x":${deep},"id":{"length":{"toString":1}}}`);
    expect(readAs(Shape, hostile)).toMatchObject({ success: false, errors: [{ field: 'id' }] });
  });

  it('does not take a fault of ours for one of the sender', () => {
    const Broken = z.strictObject({
      id: z.string().refine(() => {
        throw new TypeError('ours');
      }),
    });
    expect(() => readAs(Broken, { id: 'a' })).toThrow('ours');
  });
});
