import { OPERATIONS, Problem, type RgFlags, RgView } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { z } from 'zod';
import type { Config } from '../config.ts';

/** What the gateway said: the agreed answer, a problem to hand on, or nothing that can be understood. */
export type GatewayAnswer<T> =
  | { readonly kind: 'ok'; readonly body: T }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreachable'; readonly why: string };

const TIMEOUT_MS = 8_000;
const MAX_ANSWER_CHARS = 64 * 1024;

function interpret<T>(status: number, text: string, schema: z.ZodType<T>): GatewayAnswer<T> {
  if (text.length > MAX_ANSWER_CHARS) return { kind: 'unreachable', why: 'the answer is over the limit' };
  const body: unknown = JSON.parse(text);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(body);
    return parsed.success
      ? { kind: 'ok', body: parsed.data }
      : { kind: 'unreachable', why: 'the answer is not of the agreed shape' };
  }
  const problem = Problem.safeParse(body);
  return problem.success
    ? { kind: 'problem', problem: { ...problem.data, status } }
    : { kind: 'unreachable', why: `status ${status}` };
}

/** What a request of ours must say. */
interface Outgoing<T> {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly answer: z.ZodType<T>;
}

/** The gateway's operations for operators, signed with our key (spec A1). Never throws and never retries. */
export class Gateway {
  readonly #config: Config;
  readonly #traceId: string;

  constructor(config: Config, traceId: string) {
    this.#config = config;
    this.#traceId = traceId;
  }

  createSession(body: z.input<typeof OPERATIONS.createSession.request & z.ZodType>) {
    const { method, path, response } = OPERATIONS.createSession;
    return this.#send({ method, path, body, answer: response });
  }

  createDemo(body: z.input<typeof OPERATIONS.createDemo.request & z.ZodType>) {
    const { method, path, response } = OPERATIONS.createDemo;
    return this.#send({ method, path, body, answer: response });
  }

  endSession(sessionId: string, playerId: string, reason: string) {
    const { method, path, response } = OPERATIONS.endSession;
    const body = { player_id: playerId, reason };
    return this.#send({ method, path: path.replace('{session_id}', sessionId), body, answer: response });
  }

  pushRgFlags(playerId: string, flags: RgFlags, reason: string) {
    const { method, path, response } = OPERATIONS.pushRgFlags;
    const body = { rg_flags: flags, reason };
    return this.#send({ method, path: path.replace('{player_id}', playerId), body, answer: response });
  }

  grantFreeSpins(playerId: string, body: z.input<typeof OPERATIONS.grantFreeSpins.request & z.ZodType>) {
    const { method, path, response } = OPERATIONS.grantFreeSpins;
    return this.#send({ method, path: path.replace('{player_id}', playerId), body, answer: response });
  }

  putTournament(tournamentId: string, body: z.input<typeof OPERATIONS.putTournament.request & z.ZodType>) {
    const { method, path, response } = OPERATIONS.putTournament;
    return this.#send({
      method,
      path: path.replace('{tournament_id}', tournamentId),
      body,
      answer: response,
    });
  }

  /** Our tournaments, the last to begin first; none when the gateway cannot be asked. */
  async tournaments(limit: number) {
    const { method, path, response } = OPERATIONS.listTournaments;
    const filled = `${path}?limit=${limit}`;
    const answer = await this.#send({ method, path: filled, body: undefined, answer: response });
    return answer.kind === 'ok' ? answer.body.tournaments : [];
  }

  /** A ticket with which our page may watch a live table. */
  tableTicket(tournamentId: string) {
    const { method, path, response } = OPERATIONS.createTableTicket;
    const filled = path.replace('{tournament_id}', tournamentId);
    return this.#send({ method, path: filled, body: undefined, answer: response });
  }

  /** Makes a rule of responsible gaming fall due; only a gateway that is a sandbox offers this. */
  rehearse(sessionId: string, playerId: string, name: string) {
    const body = { player_id: playerId, session_id: sessionId, rehearse: name };
    return this.#send({ method: 'POST', path: '/sandbox/v1/rg', body, answer: RgView });
  }

  /** A player's newest rounds; none when the gateway cannot be asked. */
  async newestRounds(playerId: string, limit: number) {
    const { method, path, response } = OPERATIONS.listPlayerRounds;
    const filled = `${path.replace('{player_id}', playerId)}?limit=${limit}`;
    const answer = await this.#send({ method, path: filled, body: undefined, answer: response });
    return answer.kind === 'ok' ? answer.body.rounds : [];
  }

  /** The end of a player's event chain, complete up to now; empty when the gateway cannot be asked. */
  async newestEvents(playerId: string, limit: number) {
    const { method, path, response } = OPERATIONS.exportPlayerEvents;
    const read = (query: string) => {
      const filled = `${path.replace('{player_id}', playerId)}?${query}`;
      return this.#send({ method, path: filled, body: undefined, answer: response });
    };
    const head = await read(`after=${Number.MAX_SAFE_INTEGER}`);
    if (head.kind !== 'ok') return [];
    const after = Math.max(0, head.body.chain_head.seq - limit);
    const answer = await read(`after=${after}&pull=missing`);
    return answer.kind === 'ok' ? answer.body.events : [];
  }

  async #send<T>({ method, path, body, answer }: Outgoing<T>): Promise<GatewayAnswer<T>> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const { id, secret } = this.#config.gatewayKey;
    const nonce = crypto.randomUUID().replaceAll('-', '');
    const parts = { method, path, timestampMs: Date.now(), nonce, body: text };
    const headers = {
      ...signatureHeaders(id, secret, parts),
      'content-type': 'application/json',
      accept: 'application/vnd.rgs.v1+json',
      'x-trace-id': this.#traceId,
    };
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const url = new URL(path, this.#config.gatewayApi);
      const sent = text === '' ? {} : { body: text };
      const response = await fetch(url, { method, headers, ...sent, redirect: 'manual', signal });
      return interpret(response.status, await response.text(), answer);
    } catch (error) {
      return { kind: 'unreachable', why: error instanceof Error ? error.name : 'failed' };
    }
  }
}
