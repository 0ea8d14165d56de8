import type { z } from 'zod';
import type { ProblemCode } from '../problems.ts';

/**
 * Who may call: `operator`, `studio`, `platform` = HMAC-signed servers (spec A1), `player` = bearer token (spec A2),
 * `none` = anyone. Of `studio_or_platform` the studio is held to its own games; `partner` is any of the three, each held
 * to what is its own.
 */
export type Auth = 'operator' | 'studio' | 'platform' | 'studio_or_platform' | 'partner' | 'player' | 'none';
/** Who answers: the gateway, the studio's RGS or the operator's wallet. */
export type Server = 'gateway' | 'rgs' | 'wallet';

/** One operation of the product: the only place where its path, schemas and problems are written. */
export interface Operation<
  Req extends z.ZodType = z.ZodType,
  Res extends z.ZodType = z.ZodType,
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
> {
  readonly id: string;
  readonly server: Server;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{parameter}` parts. */
  readonly path: string;
  readonly auth: Auth;
  readonly summary: string;
  /** Schema of path parameters, query and body together; each name belongs to one place. */
  readonly params?: Params;
  readonly query?: Query;
  readonly request?: Req;
  /** Media type of a body that is bytes, which no schema describes. */
  readonly rawBody?: 'application/octet-stream';
  /** Open: a field that a later minor version adds must not turn an answer into an unknown one (spec P1). */
  readonly response: Res;
  /** Further success answers, such as 202. */
  readonly alsoAnswers?: Readonly<Record<number, z.ZodType>>;
  readonly problems: readonly ProblemCode[];
  readonly examples: { readonly request?: z.input<Req>; readonly response: z.input<Res> };
}

/** Keeps the literal types of one operation. */
export const operation = <
  Req extends z.ZodType,
  Res extends z.ZodType,
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
>(
  definition: Operation<Req, Res, Params, Query>,
) => definition;
