import type { z } from 'zod';
import type { Operation, Server } from '../../src/operations/operation.ts';
import { type Json, type JsonObject, toJson } from './json.ts';
import { problemResponses } from './problems.ts';
import type { SchemaCollector } from './schemas.ts';
import { securityOf } from './security.ts';

/** Any operation of the contract, whatever its schemas. */
export type AnyOperation = Pick<Operation, Exclude<keyof Operation, 'examples'>> & {
  readonly examples: { readonly request?: unknown; readonly response: unknown };
};

/** Who answers, as tag and as server (spec P4). */
export const SERVERS: Readonly<Record<Server, { readonly url: string; readonly description: string }>> = {
  gateway: {
    url: 'https://edge.example',
    description: 'The edge gateway: offered to operators, studios and players',
  },
  rgs: {
    url: 'https://rgs.studio.example',
    description: "The studio's game server: implemented by a studio",
  },
  wallet: {
    url: 'https://wallet.operator.example',
    description: "The operator's wallet: implemented by an operator",
  },
};

const [PLAIN, VERSIONED] = ['application/json', 'application/vnd.rgs.v1+json'] as const;

/** Both media types are the same document; one example is enough. */
const content = (schema: Json, example?: unknown): JsonObject => ({
  [PLAIN]: { schema, ...(example !== undefined && { example: toJson(example) }) },
  [VERSIONED]: { schema },
});

/** `startRound` and `Request` → `StartRoundRequest`. */
const componentName = (id: string, part: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}${part}`;

function parameters(
  place: 'path' | 'query',
  shape: z.ZodObject | undefined,
  collect: SchemaCollector,
): JsonObject[] {
  return Object.entries(shape?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !schema.safeParse(undefined).success,
    schema: collect.parameter(schema),
  }));
}

function requestBody({ id, request, rawBody, examples }: AnyOperation, collect: SchemaCollector): JsonObject {
  if (rawBody) return { requestBody: { required: true, content: { [rawBody]: {} } } };
  if (!request) return {};
  return {
    requestBody: {
      required: true,
      content: content(collect.named(componentName(id, 'Request'), request), examples.request),
    },
  };
}

function successes(
  { id, response, alsoAnswers, examples }: AnyOperation,
  collect: SchemaCollector,
): JsonObject {
  const others = Object.entries(alsoAnswers ?? {}).map(([status, schema]) => [
    status,
    {
      description: 'Accepted: not decided yet',
      content: content(collect.named(componentName(id, `Answer${status}`), schema)),
    },
  ]);
  return {
    200: {
      description: 'Done',
      content: content(collect.named(componentName(id, 'Response'), response), examples.response),
    },
    ...Object.fromEntries(others),
  };
}

/** The OpenAPI form of one operation. */
export function operationObject(operation: AnyOperation, collect: SchemaCollector): JsonObject {
  const { id, server, auth, summary, params, query, problems } = operation;
  const inputs = [...parameters('path', params, collect), ...parameters('query', query, collect)];
  return {
    operationId: id,
    tags: [server],
    summary,
    servers: [SERVERS[server]],
    'x-caller': auth,
    security: securityOf(auth),
    ...(inputs.length > 0 && { parameters: inputs }),
    ...requestBody(operation, collect),
    responses: { ...successes(operation, collect), ...problemResponses(problems) },
  };
}
