// The floor: what any Worker must pay for a round. One object hop, the same three upstream calls over HTTP, and as many
// durable commits as COMMITS says, each waited for by the call or answer that follows it. No logic, no checks, no keys.
import { DurableObject } from 'cloudflare:workers';

const post = async (url, body) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};

export class FloorDO extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS rounds (seq INTEGER PRIMARY KEY, round_id TEXT NOT NULL UNIQUE, state INTEGER NOT NULL, data TEXT)',
    );
  }

  async spin(body) {
    const { sql } = this.ctx.storage;
    const upstream = this.env.UPSTREAM;
    const commits = Number(this.env.COMMITS ?? 2);
    const movement = { transaction_id: 'x:d', amount: body.stake };
    const drawn = await post(`${upstream}/rgs/v1/spins`, { ...body, spin_id: 'spin-1', session_id: 's-1' });
    if (commits > 0)
      sql.exec(
        'INSERT INTO rounds (round_id, state, data) VALUES (?, 1, ?)',
        body.round_id,
        JSON.stringify(drawn.outcome),
      );
    await post(`${upstream}/wallet/v1/debit`, movement);
    if (commits > 1) sql.exec('UPDATE rounds SET state = 2 WHERE round_id = ?', body.round_id);
    await post(`${upstream}/wallet/v1/credit`, movement);
    if (commits > 2) sql.exec('UPDATE rounds SET state = 3 WHERE round_id = ?', body.round_id);
    return drawn;
  }
}

export default {
  async fetch(request, env) {
    const body = await request.json();
    const player = request.headers.get('x-player') ?? 'p';
    return Response.json(await env.FLOOR.getByName(player).spin(body));
  },
};
