/** What this stand-in for the gateway needs of a request; it runs in Node, outside the Worker. */
interface Incoming {
  readonly url: string;
  readonly method: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

const SESSION = {
  session_id: 's-stand-in',
  launch_url: 'http://play.localhost:8787/frame/op-lantern/abc#launch=token',
  launch_expires_at: '2026-01-31T12:05:00.000Z',
  build_hash: `sha256:${'3f'.repeat(32)}`,
  rtp_profile: '96',
};
const DEMO = {
  launch_url: 'http://play.localhost:8787/frame/op-lantern/abc#demo=grant',
  build_hash: SESSION.build_hash,
  rtp_profile: '96',
  expires_at: '2026-02-07T12:05:00.000Z',
};
const problem = (status: number, code: string) => ({
  status,
  body: {
    type: `/problems#${code}`,
    title: 'refused',
    status,
    code,
    retry: 'never',
    detail: 'by the gateway',
  },
});

type Reply = { status: number; body: unknown };

/** Chosen by the game that is asked for, so that a test names the behaviour it wants. */
const BY_GAME: Readonly<Record<string, Reply>> = {
  'g-html': { status: 502, body: undefined },
  'g-wrong-shape': { status: 200, body: { session_id: 7 } },
  'g-not-certified': problem(403, 'MARKET_NOT_CERTIFIED'),
  'g-blocked': problem(403, 'RG_BLOCKED'),
};

const last: { request?: object } = {};

function replyTo(path: string, body: Record<string, unknown>): Reply {
  if (path === '/v1/sessions')
    return BY_GAME[String(body.game_id)] ?? { status: 200, body: { ...SESSION, rtp_profile: '96' } };
  if (path === '/v1/demos') return BY_GAME[String(body.game_id)] ?? { status: 200, body: DEMO };
  if (path.endsWith('/rg-flags'))
    return { status: 200, body: { player_id: path.split('/')[3], rg_flags: body.rg_flags } };
  if (path.endsWith('/end'))
    return { status: 200, body: { session_id: path.split('/')[3], ended_at: SESSION.launch_expires_at } };
  return problem(404, 'NOT_FOUND');
}

/** Answers as the gateway would; `GET /last` tells what it was sent last, `g-down` is a gateway that is not there. */
export async function gatewayStandIn(request: Incoming): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (path === '/last') return Response.json(last.request ?? null);
  const text = await request.text();
  const body = JSON.parse(text) as Record<string, unknown>;
  const headers = Object.fromEntries(
    ['x-key-id', 'x-timestamp', 'x-nonce', 'x-signature', 'x-trace-id'].map((name) => [
      name,
      request.headers.get(name),
    ]),
  );
  last.request = { method: request.method, path, text, headers };
  if (body.game_id === 'g-down') throw new Error('connection refused');
  const reply = replyTo(path, body);
  if (reply.body === undefined) return new Response('<h1>Bad gateway</h1>', { status: reply.status });
  return Response.json(reply.body, { status: reply.status });
}
