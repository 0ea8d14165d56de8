import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BusEvent } from '../../src/bus-events.ts';
import type { Json } from '../openapi/json.ts';
import { asyncapiDocument, asyncapiText } from './document.ts';

const document = asyncapiDocument();

/** Every reference of the document. */
function* refsOf(value: Json | undefined): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') yield child;
    else yield* refsOf(child);
  }
}
const at = (path: string): Json | undefined =>
  path
    .slice(2)
    .split('/')
    .reduce<Json | undefined>(
      (node, key) => (node as Readonly<Record<string, Json>> | undefined)?.[key],
      document,
    );

describe('asyncapi.json', () => {
  it('is what the schemas say', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../../asyncapi.json'), 'utf8')).toBe(asyncapiText());
  });

  it('has a message for every type of event, and no reference that leads nowhere', () => {
    const types = BusEvent.options.map((option) => option.shape.type.value);
    expect(Object.keys(at('#/components/messages') as object)).toEqual(types);
    const refs = [...refsOf(document)];
    expect(refs.length).toBeGreaterThan(30);
    for (const ref of refs) expect(at(ref), ref).toBeDefined();
  });
});
