import { PROBLEM_CODES, PROBLEMS, type ProblemCode, toProblem } from '../../src/problems.ts';
import { type JsonObject, toJson } from './json.ts';

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds to wait before the same request is sent again',
    schema: { type: 'integer' },
  },
};

/** One example document for each code, to be referred to. */
export const problemExamples = (): JsonObject =>
  Object.fromEntries(
    PROBLEM_CODES.map((code) => [code, { summary: PROBLEMS[code].title, value: toJson(toProblem(code)) }]),
  );

/** One answer for a status, with every code that it can carry. */
function problemResponse(codes: readonly ProblemCode[]): JsonObject {
  const waits = codes.some((code) => PROBLEMS[code].retry === 'after');
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  return {
    description: codes.map((code) => `${code}: ${PROBLEMS[code].title}`).join('; '),
    ...(waits && { headers: RETRY_AFTER }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
    'x-retry': Object.fromEntries(codes.map((code) => [code, PROBLEMS[code].retry])),
  };
}

/** The problem answers of an operation by status (spec P6). */
export function problemResponses(codes: readonly ProblemCode[]): Record<string, JsonObject> {
  const unique = [...new Set(codes)].sort();
  const statuses = [...new Set(unique.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      problemResponse(unique.filter((code) => PROBLEMS[code].status === status)),
    ]),
  );
}
