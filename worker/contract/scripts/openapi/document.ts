import { BuildManifest } from '../../src/builds.ts';
import { BusEvent, EventRange } from '../../src/bus-events.ts';
import { OPERATIONS } from '../../src/operations/index.ts';
import { Problem } from '../../src/problems.ts';
import { type JsonObject, sortKeys } from './json.ts';
import { type AnyOperation, operationObject, SERVERS } from './operation-object.ts';
import { problemExamples } from './problems.ts';
import { createCollector, type SchemaCollector } from './schemas.ts';
import { SECURITY_SCHEMES } from './security.ts';

const INFO = {
  title: 'Roundgate',
  version: '1.0.0',
  description: [
    'The edge between studio, platform and operator. Generated from the schemas of @roundgate/contract.',
    'Versions: by path (`/v1/…`) and by `Accept: application/vnd.rgs.v1+json`; an unknown version is 406. Within a version fields are only added.',
    'Money is integer minor units with ISO 4217 code and exponent. Time is UTC, ISO 8601 with milliseconds.',
    'Every problem answer is RFC 9457 and says by `retry` how to go on: `never`, `same_key` (the same request again), `after` (once Retry-After has passed), `new_token`, `poll`.',
  ].join('\n\n'),
};

function paths(operations: readonly AnyOperation[], collect: SchemaCollector): JsonObject {
  const byPath: Record<string, Record<string, JsonObject>> = {};
  for (const operation of operations) {
    const methods = byPath[operation.path] ?? {};
    const method = operation.method.toLowerCase();
    if (methods[method]) throw new Error(`two operations are ${operation.method} ${operation.path}`);
    methods[method] = operationObject(operation, collect);
    byPath[operation.path] = methods;
  }
  return sortKeys(
    Object.fromEntries(Object.entries(byPath).map(([path, methods]) => [path, sortKeys(methods)])),
  );
}

/** The whole OpenAPI 3.1 document. The same contract gives the same bytes. */
export function openapiDocument(): JsonObject {
  const collect = createCollector();
  // Not part of one operation alone: the problem of them all, what a studio signs, and what travels on the bus.
  for (const schema of [Problem, BuildManifest, BusEvent, EventRange]) collect.body(schema);
  const described = paths(Object.values<AnyOperation>(OPERATIONS), collect);
  return {
    openapi: '3.1.0',
    info: INFO,
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [SERVERS.gateway],
    tags: Object.entries(SERVERS).map(([name, { description }]) => ({ name, description })),
    paths: described,
    components: {
      schemas: collect.components(),
      examples: problemExamples(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** The document as it is committed. */
export const openapiText = (): string => `${JSON.stringify(openapiDocument(), null, 2)}\n`;
