import { z } from 'zod';
import { TraceId } from './ids.ts';
import { RG_BLOCKS } from './rg.ts';

/**
 * How a caller may go on after a problem:
 * `never` = the same request will fail again; `same_key` = repeat as it is, with the same ids, later;
 * `after` = as `same_key`, once `Retry-After` has passed; `new_token` = get a fresh token first;
 * `poll` = ask for the round instead of sending it again.
 */
export type RetryRule = 'never' | 'same_key' | 'after' | 'new_token' | 'poll';

interface ProblemDefinition {
  readonly status: number;
  readonly retry: RetryRule;
  readonly title: string;
}

const define = <T extends Record<string, ProblemDefinition>>(codes: T): T => codes;

/** The closed list of problem codes (spec P6): HTTP status, retry rule and a title for people. */
export const PROBLEMS = define({
  VALIDATION_FAILED: { status: 400, retry: 'never', title: 'The request is not of the documented shape' },
  BODY_NOT_JSON: { status: 400, retry: 'never', title: 'The body is not JSON' },
  UNAUTHENTICATED: { status: 401, retry: 'never', title: 'No valid credentials were given' },
  TOKEN_EXPIRED: { status: 401, retry: 'new_token', title: 'The token has expired' },
  SIGNATURE_INVALID: { status: 401, retry: 'never', title: 'The request signature does not match' },
  SIGNATURE_STALE: { status: 401, retry: 'same_key', title: 'The signature timestamp is outside the window' },
  NONCE_REPLAYED: { status: 401, retry: 'never', title: 'This signed request was already used' },
  LAUNCH_TOKEN_USED: { status: 401, retry: 'never', title: 'The launch token was already used' },
  FORBIDDEN: { status: 403, retry: 'never', title: 'These credentials do not allow this' },
  RG_BLOCKED: { status: 403, retry: 'never', title: 'Play is blocked for this player (responsible gaming)' },
  RG_CHECK_DUE: {
    status: 409,
    retry: 'after',
    title: 'A pause is due: play goes on once the player has acknowledged it',
  },
  RG_LIMITS_NEEDED: { status: 409, retry: 'after', title: 'This market wants limits set before play' },
  UI_NOT_SHOWN: {
    status: 409,
    retry: 'after',
    title: 'The label and warnings of the market were not attested as shown',
  },
  ASSURANCE_TOO_LOW: { status: 403, retry: 'never', title: 'This operator plays in pinned mode only' },
  LOADER_TOO_OLD: {
    status: 403,
    retry: 'never',
    title: 'This loader is older than the oldest that is trusted',
  },
  FOUR_EYES_NEEDED: {
    status: 403,
    retry: 'never',
    title: 'Another key than the one that proposed this must approve it',
  },
  BUILD_REVOKED: { status: 403, retry: 'never', title: 'This build was revoked' },
  TRUST_STALE: {
    status: 409,
    retry: 'after',
    title: 'The trust documents of this launch are not the current ones',
  },
  MARKET_NOT_CERTIFIED: {
    status: 403,
    retry: 'never',
    title: 'No certified build of this game for this country',
  },
  MARKET_RULES_UNKNOWN: { status: 403, retry: 'never', title: 'The rules of this market are unknown' },
  BUILD_MISMATCH: { status: 403, retry: 'never', title: 'This build is not the one of the session' },
  SESSION_ENDED: { status: 403, retry: 'never', title: 'The session has ended' },
  NOT_FOUND: { status: 404, retry: 'never', title: 'There is nothing at this address' },
  ROUND_NOT_FOUND: { status: 404, retry: 'never', title: 'No such round' },
  SESSION_NOT_FOUND: { status: 404, retry: 'never', title: 'No such session' },
  PLAYER_NOT_FOUND: { status: 404, retry: 'never', title: 'No such player' },
  TRANSACTION_NOT_FOUND: { status: 404, retry: 'never', title: 'No such transaction' },
  JACKPOT_NOT_FOUND: { status: 404, retry: 'never', title: 'No such jackpot' },
  TOURNAMENT_NOT_FOUND: { status: 404, retry: 'never', title: 'No such tournament' },
  CAMPAIGN_NOT_FOUND: { status: 404, retry: 'never', title: 'No such campaign' },
  SPIN_NOT_FOUND: { status: 404, retry: 'never', title: 'No such spin' },
  BUILD_NOT_FOUND: { status: 404, retry: 'never', title: 'No such build' },
  CERTIFICATE_NOT_FOUND: { status: 404, retry: 'never', title: 'No such certificate' },
  SIGNING_KEY_NOT_FOUND: { status: 404, retry: 'never', title: 'No such signing key' },
  METHOD_NOT_ALLOWED: { status: 405, retry: 'never', title: 'This method is not offered here' },
  VERSION_NOT_SUPPORTED: { status: 406, retry: 'never', title: 'This API version is not offered' },
  IDEMPOTENCY_CONFLICT: { status: 409, retry: 'never', title: 'This id was used with other content' },
  CERTIFICATE_WITHDRAWN: { status: 409, retry: 'never', title: 'This certificate was withdrawn' },
  BUILD_NOT_CERTIFIED: {
    status: 409,
    retry: 'never',
    title: 'This build has no certificate that is approved and valid now',
  },
  RECERTIFICATION_NEEDED: {
    status: 409,
    retry: 'never',
    title: 'The maths of this build is another: it needs a certificate of its own',
  },
  RELEASE_REFUSED: { status: 409, retry: 'never', title: 'This does not fit what is released now' },
  RELEASE_CHANGED: {
    status: 409,
    retry: 'same_key',
    title: 'The release was changed at the same moment',
  },
  TOURNAMENT_NOT_OPEN: { status: 409, retry: 'never', title: 'This tournament is not open now' },
  ROUND_OPEN: { status: 409, retry: 'after', title: 'Another round is not finished yet' },
  ROUND_CLOSED: { status: 409, retry: 'never', title: 'The round is already closed' },
  ROUND_NOT_SETTLED: {
    status: 409,
    retry: 'after',
    title: 'The round is not settled yet: only a settled one has a receipt and a replay',
  },
  REPLAY_NOT_POSSIBLE: {
    status: 422,
    retry: 'never',
    title:
      'The game server cannot draw this round again: its mechanics, model or seed are not deployed there',
  },
  REPLAY_DIFFERS: {
    status: 409,
    retry: 'never',
    title: 'Drawn again, this round is not the one that was paid: an incident',
  },
  TRANSFER_PENDING: {
    status: 409,
    retry: 'after',
    title: "The session's money has not arrived from the wallet yet",
  },
  TRANSACTION_VOIDED: {
    status: 409,
    retry: 'never',
    title: 'The transaction was rolled back before it arrived',
  },
  BODY_TOO_LARGE: { status: 413, retry: 'never', title: 'The body is over the size limit' },
  MEDIA_TYPE_NOT_SUPPORTED: { status: 415, retry: 'never', title: 'The body must be application/json' },
  INSUFFICIENT_FUNDS: { status: 422, retry: 'never', title: 'The balance does not cover the stake' },
  STAKE_NOT_ALLOWED: { status: 422, retry: 'never', title: 'The stake is not allowed here' },
  CURRENCY_NOT_ALLOWED: { status: 422, retry: 'never', title: 'The currency is not the one of the session' },
  FEATURE_NOT_ALLOWED: { status: 422, retry: 'never', title: 'The market forbids this feature of the game' },
  GAME_NOT_ALLOWED: { status: 422, retry: 'never', title: 'This game is not offered' },
  GRANT_NOT_FOUND: {
    status: 422,
    retry: 'never',
    title: 'There is no free spin or tournament entry to play',
  },
  SIGNATURE_CHAIN_INVALID: { status: 422, retry: 'never', title: 'The build is not signed by a trusted key' },
  DIGEST_MISMATCH: {
    status: 422,
    retry: 'never',
    title: 'The bytes do not have the digest they are named by',
  },
  FILE_MISSING: { status: 422, retry: 'same_key', title: 'A file of the build was not uploaded yet' },
  ROUND_REFUSED: { status: 422, retry: 'never', title: 'The game server refused the round; no money moved' },
  ROUND_CANCELLED: {
    status: 422,
    retry: 'never',
    title: 'The round was cancelled; nothing was taken or all was given back',
  },
  WALLET_REFUSED: { status: 422, retry: 'never', title: 'The wallet refused the stake; no money moved' },
  ROUND_TOO_FAST: { status: 425, retry: 'after', title: "The market's shortest round time has not passed" },
  RATE_LIMITED: { status: 429, retry: 'after', title: 'Too many requests' },
  INTERNAL: { status: 500, retry: 'same_key', title: 'Something went wrong on our side' },
  UPSTREAM_UNAVAILABLE: { status: 502, retry: 'same_key', title: 'A partner did not answer as agreed' },
  SERVICE_UNAVAILABLE: { status: 503, retry: 'after', title: 'Not ready to serve this now' },
});

/** A code of the closed list. */
export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** One wrong field: a JSON path such as `stake.amount_minor` and what is wrong with it. */
export const FieldProblem = z.strictObject({ field: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457 problem details, with our code, retry rule and trace id. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(PROBLEM_CODES),
    retry: z.enum(['never', 'same_key', 'after', 'new_token', 'poll']),
    detail: z.string().optional(),
    errors: z.array(FieldProblem).optional(),
    round_id: z.string().optional(),
    retry_after_ms: z.number().int().optional(),
    reason: z
      .enum(RG_BLOCKS)
      .optional()
      .meta({ description: 'Why play is blocked, or why the session was ended' }),
    trace_id: TraceId.optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof Problem>;

/** Facts that may stand beside a code in a problem answer. */
export type ProblemFacts = Pick<
  Problem,
  'detail' | 'errors' | 'round_id' | 'retry_after_ms' | 'reason' | 'trace_id'
>;

/** Builds the wire form of a problem; `type` is a relative reference into the published list. */
export function toProblem(code: ProblemCode, facts: ProblemFacts = {}): Problem {
  const { status, retry, title } = PROBLEMS[code];
  return { type: `/problems#${code}`, title, status, code, retry, ...facts };
}

/** Turns a failed parse into field problems, deepest path first named as in `stake.amount_minor`. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join('.'),
        message: 'is not a known field',
      }));
    }
    return [{ field: issue.path.join('.') || '(body)', message: issue.message }];
  });
}

/** A value read by a schema, or every field that is wrong with it. */
export type Reading<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly errors: FieldProblem[] };

/** The first part whose `length` cannot be compared, by its path; parts are looked at level by level, however deep they lie. */
function incomparableField(value: unknown): string | undefined {
  const parts: [path: string, part: unknown][] = [['', value]];
  for (const [path, part] of parts) {
    if (typeof part !== 'object' || part === null) continue;
    if ('length' in part && typeof part.length === 'object') return path || '(body)';
    for (const [key, inner] of Object.entries(part)) parts.push([path ? `${path}.${key}` : key, inner]);
  }
  return undefined;
}

/**
 * Reads what a stranger has sent. JSON makes it throw nothing: zod compares the `length` of things that are no strings,
 * and JSON can say one that cannot be compared, as in `{"length":{"toString":1}}`.
 */
export function readAs<S extends z.ZodType>(schema: S, value: unknown): Reading<z.output<S>> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success
      ? { success: true, data: parsed.data }
      : { success: false, errors: fieldProblems(parsed.error) };
  } catch (error) {
    const field = incomparableField(value);
    // Not that: a fault of ours, which must not look like one of the sender's.
    if (field === undefined) throw error;
    return { success: false, errors: [{ field, message: 'has a length that is no number' }] };
  }
}
