// Calls to the lobby's own backend.

/** A refusal that the backend explained; `code` is null when nothing answered. */
export class Refusal extends Error {
  /** @param {string | null} code */
  constructor(code) {
    super(code ?? 'no answer');
    this.code = code;
  }
}

/**
 * @template T
 * @param {string} path
 * @param {object} [body] sent as JSON; without it the call only reads
 * @returns {Promise<T>}
 */
export async function call(path, body) {
  const headers = { 'content-type': 'application/json', 'x-lobby': '1' };
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
  const response = await fetch(path, init).catch(() => {
    throw new Refusal(null);
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.code ?? null);
  return answer;
}

/** The lobby page as the server writes it now, in the language and country of the player. */
export async function fetchPage() {
  const response = await fetch(location.pathname + location.search).catch(() => {
    throw new Refusal(null);
  });
  if (!response.ok) throw new Refusal(null);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}
