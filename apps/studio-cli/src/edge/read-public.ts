import { Problem } from '@roundgate/contract';
import { parseJson, type Schema } from '../build/read-json.ts';
import { refused, unreachable } from '../cli/failure.ts';
import { sendHttp } from './http.ts';

const TIMEOUT_MS = 20_000;

/** Reads what anyone may read at an edge. Throws a `Failure` when it does not answer, refuses, or answers something else. */
export async function readPublic<T>(edge: URL, path: string, schema: Schema<T>): Promise<T> {
  const url = new URL(path, edge);
  const mend = 'check --edge, and that the gateway runs';
  const request = { method: 'GET', url, headers: {}, body: new Uint8Array(), timeoutMs: TIMEOUT_MS };
  const answer = await sendHttp(request).catch(() => {
    throw unreachable(url.href, 'does not answer', mend);
  });
  const content = parseJson(new Uint8Array(answer.body), url.href);
  if (answer.status !== 200) {
    const problem = Problem.safeParse(content);
    const what = problem.success ? `: ${problem.data.code} ${problem.data.title}` : '';
    throw refused(url.href, `answered ${answer.status}${what}`, mend);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw refused(url.href, 'answered something that is not of the contract', mend);
  return parsed.data;
}
