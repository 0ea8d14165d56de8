import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/operations/index.ts';
import { PROBLEM_CODES, PROBLEMS, Problem } from '../../src/problems.ts';
import { openapiDocument, openapiText } from './document.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import type { AnyOperation } from './operation-object.ts';

const document = openapiDocument();
const at = (root: Json | undefined, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>((node, key) => (isJsonObject(node) ? node[key] : undefined), root);
const objectAt = (...path: string[]): JsonObject => {
  const found = at(document, ...path);
  if (!isJsonObject(found)) throw new Error(`there is no ${path.join('/')}`);
  return found;
};

/** Every value of the document with its path. */
function* walk(value: Json, path: string): Generator<[path: string, value: Json]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* walk(child, `${path}/${key}`);
}

const resolveRef = (ref: string) => at(document, ...ref.slice(2).split('/'));
const operations = Object.values<AnyOperation>(OPERATIONS);
const described = (operation: AnyOperation) =>
  objectAt('paths', operation.path, operation.method.toLowerCase());

describe('openapi.json', () => {
  it('is what the schemas say', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../../openapi.json'), 'utf8')).toBe(openapiText());
  });

  it('comes out the same each time', () => {
    expect(openapiText()).toBe(openapiText());
  });

  it('has no reference that leads nowhere, and no definition of another place', () => {
    const refs = [...walk(document, '#')].flatMap(([, value]) =>
      isJsonObject(value) && typeof value.$ref === 'string' ? [value.$ref] : [],
    );
    expect(refs.length).toBeGreaterThan(100);
    for (const ref of refs) {
      expect(ref).toMatch(/^#\/components\//);
      expect(resolveRef(ref), ref).toBeDefined();
    }
    expect([...walk(document, '#')].filter(([path]) => path.endsWith('/$defs'))).toEqual([]);
  });

  it('describes every operation once, under its own id', () => {
    const ids = Object.values(objectAt('paths')).flatMap((methods) =>
      Object.values(isJsonObject(methods) ? methods : {}).map((operation) => at(operation, 'operationId')),
    );
    expect(ids.sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const [id, { id: own }] of Object.entries(OPERATIONS)) expect(own).toBe(id);
  });

  it.each(operations)('$id has its parameters, its caller and its server', (operation) => {
    const object = described(operation);
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = Array.isArray(object.parameters) ? object.parameters : [];
    const inPath = parameters.filter((parameter) => at(parameter, 'in') === 'path');
    expect(inPath.map((parameter) => at(parameter, 'name'))).toEqual(names);
    expect(inPath.every((parameter) => at(parameter, 'required') === true)).toBe(true);
    expect(object.tags).toEqual([operation.server]);
    const schemes = (object.security as JsonObject[]).flatMap((entry) => Object.keys(entry));
    const wanted = { none: [], player: ['playerToken'] }[operation.auth as 'none' | 'player'];
    expect(schemes).toEqual(wanted ?? ['keyId', 'timestamp', 'nonce', 'signature']);
  });

  it.each(operations)('$id lists every problem code at its status, with its retry rule', (operation) => {
    const responses = objectAt('paths', operation.path, operation.method.toLowerCase(), 'responses');
    for (const code of operation.problems) {
      const { status, retry } = PROBLEMS[code];
      expect(at(responses, String(status), 'x-retry', code), code).toBe(retry);
      expect(
        at(responses, String(status), 'content', 'application/problem+json', 'examples', code),
      ).toBeDefined();
    }
    expect(Object.keys(responses).filter((status) => Number(status) < 400)).toContain('200');
  });

  it.each(operations)('$id gives examples that its own schemas accept', (operation) => {
    const object = described(operation);
    const response = at(object, 'responses', '200', 'content', 'application/json', 'example');
    expect(operation.response.safeParse(response).error).toBeUndefined();
    if (operation.request) {
      const request = at(object, 'requestBody', 'content', 'application/json', 'example');
      expect(operation.request.safeParse(request).error).toBeUndefined();
    }
    const bodies = Object.keys(objectOrNone(at(object, 'requestBody', 'content')));
    const json = ['application/json', 'application/vnd.rgs.v1+json'];
    expect(bodies).toEqual(operation.rawBody ? [operation.rawBody] : operation.request ? json : []);
  });

  it('has an example document for every problem code', () => {
    const examples = objectAt('components', 'examples');
    expect(Object.keys(examples)).toEqual(PROBLEM_CODES);
    for (const code of PROBLEM_CODES) expect(Problem.parse(at(examples, code, 'value')).code).toBe(code);
  });

  it('uses only schemes that it defines', () => {
    const defined = Object.keys(objectAt('components', 'securitySchemes'));
    for (const operation of operations)
      for (const entry of described(operation).security as JsonObject[])
        for (const name of Object.keys(entry)) expect(defined).toContain(name);
  });

  it('describes query parameters that have a default as optional numbers', () => {
    const [limit] = objectAt('paths', '/v1/rounds', 'get').parameters as JsonObject[];
    expect(limit).toMatchObject({ name: 'limit', required: false, schema: { type: 'integer', maximum: 50 } });
  });
});

const objectOrNone = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
