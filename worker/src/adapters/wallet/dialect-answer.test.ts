import { describe, expect, it } from 'vitest';
import { VECTORS } from '../../../test/wallet-vectors.ts';
import { type Listening, readAnswer } from './dialect-answer.ts';
import { amount, type Call, type Dialect, text } from './dialect-shape.ts';
import { DIALECTS } from './dialects.ts';

/** A generator of numbers in [0, 1) that a seed repeats (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const listeningTo = (dialect: Dialect, call: Call): Listening => ({
  dialect,
  errorMap: {},
  call,
  expected: {
    echoes: [text('id', 'key-1:d'), amount('amount', 125)],
    balance: 'required',
    currency: 'EUR',
  },
});

describe.each(VECTORS.map((vectors) => [vectors.dialect, vectors] as const))(
  'an answer in %s',
  (name, vectors) => {
    const dialect = DIALECTS[name];
    const bodies = vectors.answers.map(({ body }) => body);

    it('that was damaged on its way is read without a fault and never taken for a success about this movement', () => {
      const seed = Date.now() % 1_000_000;
      const next = random(seed);
      const pick = (length: number) => Math.floor(next() * length);
      for (let run = 0; run < 3_000; run += 1) {
        const body = bodies[pick(bodies.length)] ?? '';
        const at = pick(body.length + 1);
        const piece = ['', '"', '{', '}', '0', 'e9', ',', '\\u0000', 'null', '-', '[]'][pick(11)];
        const damaged = body.slice(0, at) + piece + body.slice(at + pick(4));
        const status = [200, 201, 204, 302, 400, 404, 409, 422, 429, 500, 503][pick(11)] ?? 200;
        const said = readAnswer(listeningTo(dialect, 'debit'), status, damaged);
        // No vector repeats `id` and `amount`, so nothing here may count as a success.
        expect(['refused', 'unknown'], `seed ${seed}: ${damaged}`).toContain(said.kind);
        if (status >= 500 || status === 302 || status === 429)
          expect(said.kind, `seed ${seed}: ${status} ${damaged}`).toBe('unknown');
      }
    });

    it('with a word that is in no table is unknown for every call', () => {
      for (const call of ['debit', 'credit', 'betWin', 'rollback', 'balance'] as const)
        for (const word of ['', 'OK', 'ok ', '00', '__proto__', 'toString', 'any'])
          for (const field of ['status', 'result', 'code'])
            expect(
              readAnswer(listeningTo(dialect, call), 200, JSON.stringify({ [field]: word })).kind,
              `${call} ${field} ${word}`,
            ).toBe('unknown');
    });
  },
);
