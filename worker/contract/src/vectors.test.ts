import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { BusEvent } from './bus-events.ts';
import { EmbedMessage, GameMessage, HostMessage, LoaderMessage } from './frame-messages.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';
import { fieldProblems } from './problems.ts';

interface Vector {
  readonly name: string;
  readonly value: unknown;
  readonly valid: boolean;
  readonly field?: string;
}

const read = (file: string): Record<string, Vector[]> =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../vectors', file), 'utf8'));

/** What the schema says about a vector, in the words of the vector. */
function judge(schema: z.ZodType, { value, field }: Vector) {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { valid: true };
  const named = fieldProblems(parsed.error).map((problem) => problem.field);
  return { valid: false, field: field !== undefined && named.includes(field) ? field : named };
}

function runVectors(
  groups: Record<string, Vector[]>,
  schemaOf: (group: string) => z.ZodType | undefined,
): void {
  it.each(Object.keys(groups))('hold for %s', (group) => {
    const schema = schemaOf(group);
    if (!schema) throw new Error(`there is no schema of ${group}`);
    for (const vector of groups[group] ?? []) {
      const { valid, field } = vector;
      expect(judge(schema, vector), `${group}: ${vector.name}`).toEqual(valid ? { valid } : { valid, field });
    }
  });
}

const operations: Readonly<Record<string, Pick<Operation, 'request' | 'query'>>> = OPERATIONS;
const messages: Readonly<Record<string, z.ZodDiscriminatedUnion>> = {
  EmbedMessage,
  LoaderMessage,
  HostMessage,
  GameMessage,
};
const typesOf = (union: z.ZodDiscriminatedUnion): string[] =>
  union.options.map((option) => {
    const [type] = (option as z.ZodObject<{ type: z.ZodLiteral<string> }>).shape.type.values;
    return type ?? '';
  });

describe('request vectors', () => {
  const groups = { ...read('requests.gen.json'), ...read('partner-requests.gen.json') };
  runVectors(groups, (id) => operations[id]?.request);

  it('cover every operation with a body', () => {
    const withBody = Object.entries(operations).filter(([, { request }]) => request);
    expect(Object.keys(groups).sort()).toEqual(withBody.map(([id]) => id).sort());
  });
});

describe('query vectors', () => {
  const groups = read('queries.gen.json');
  runVectors(groups, (id) => operations[id]?.query);

  it('cover every operation with a query', () => {
    const withQuery = Object.entries(operations).filter(([, { query }]) => query);
    expect(Object.keys(groups).sort()).toEqual(withQuery.map(([id]) => id).sort());
  });
});

describe('bus event vectors', () => {
  const groups = { ...read('spin-events.gen.json'), ...read('player-events.gen.json') };
  runVectors(groups, () => BusEvent);

  it('cover every event type', () => {
    expect(Object.keys(groups).sort()).toEqual(typesOf(BusEvent).sort());
  });
});

describe('frame message vectors', () => {
  const groups = read('frame-messages.gen.json');
  runVectors(groups, (union) => messages[union]);

  it.each(Object.entries(messages))('cover every type of %s', (union, schema) => {
    const covered = (groups[union] ?? [])
      .filter(({ valid }) => valid)
      .map(({ value }) => (value as { type: string }).type);
    expect([...new Set(covered)].sort()).toEqual(typesOf(schema).sort());
  });
});
