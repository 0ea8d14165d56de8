import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject, sortKeys, toJson } from './json.ts';

/** Turns zod schemas into JSON Schema and collects those with an id as components. */
export interface SchemaCollector {
  /** What callers must send; also what we answer: nothing is defaulted or coerced in a body. */
  body(schema: z.ZodType): Json;
  /** As `body`, kept under a name unless it has an id of its own. */
  named(name: string, schema: z.ZodType): Json;
  /** A parameter after its text was read as a number. */
  parameter(schema: z.ZodType): Json;
  components(): JsonObject;
}

const DEFS = '#/$defs/';
const COMPONENTS = '#/components/schemas/';

function rewrite(value: Json): Json {
  if (Array.isArray(value)) return value.map(rewrite);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string' ? child.replace(DEFS, COMPONENTS) : rewrite(child),
    ]),
  );
}

/** Makes an empty collector. Two different schemas of one id are an error. */
export function createCollector(): SchemaCollector {
  const found = new Map<string, Json>();
  const keep = (id: string, schema: Json): void => {
    const before = found.get(id);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema))
      throw new Error(`two different schemas have the id "${id}"`);
    found.set(id, schema);
  };
  const convert = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    // Inside a list, a schema with an id becomes a reference like any other.
    const list = toJson(z.toJSONSchema(z.array(schema), { target: 'draft-2020-12', io }));
    if (!isJsonObject(list)) throw new Error('a JSON Schema is an object');
    const { $defs: definitions, items } = list;
    if (isJsonObject(definitions))
      for (const [id, definition] of Object.entries(definitions)) keep(id, rewrite(definition));
    return rewrite(items ?? {});
  };
  const named = (name: string, schema: z.ZodType): Json => {
    const json = convert(schema, 'input');
    if (isJsonObject(json) && '$ref' in json) return json;
    keep(name, json);
    return { $ref: `${COMPONENTS}${name}` };
  };
  return {
    named,
    body: (schema) => convert(schema, 'input'),
    parameter: (schema) => convert(schema, 'output'),
    components: () => sortKeys(Object.fromEntries(found)),
  };
}
