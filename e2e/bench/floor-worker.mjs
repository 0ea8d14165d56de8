// The floor: what any Worker must pay for a round. One object hop, then the steps of PLAN in their order: calls to the
// partners over HTTP, and durable commits, each waited for by the call or answer that follows it. No logic, no checks,
// no keys. `draw+debit` sends both at once.
import { DurableObject } from 'cloudflare:workers';

const post = async (url, body) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};
const PATHS = { draw: '/rgs/v1/spins', debit: '/wallet/v1/debit', credit: '/wallet/v1/credit' };

export class FloorDO extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS rounds (seq INTEGER PRIMARY KEY, round_id TEXT NOT NULL UNIQUE, state INTEGER NOT NULL, data TEXT)',
    );
  }

  async spin(body) {
    let drawn;
    let state = 0;
    for (const step of this.env.PLAN.split(' ')) {
      if (step === 'commit') {
        state += 1;
        this.#commit(body.round_id, state, drawn);
        continue;
      }
      const answers = await Promise.all(step.split('+').map((call) => this.#call(call, body)));
      if (step.startsWith('draw')) drawn = answers[0];
    }
    return drawn;
  }

  #call(call, body) {
    const sent =
      call === 'draw'
        ? { ...body, spin_id: 'spin-1', session_id: 's-1' }
        : { transaction_id: 'x:d', amount: body.stake };
    return post(this.env.UPSTREAM + PATHS[call], sent);
  }

  #commit(roundId, state, drawn) {
    const { sql } = this.ctx.storage;
    const data = JSON.stringify(drawn?.outcome ?? null);
    if (state === 1) sql.exec('INSERT INTO rounds (round_id, state, data) VALUES (?, 1, ?)', roundId, data);
    else sql.exec('UPDATE rounds SET state = ?, data = ? WHERE round_id = ?', state, data, roundId);
  }
}

export default {
  async fetch(request, env) {
    const body = await request.json();
    const player = request.headers.get('x-player') ?? 'p';
    // The coarse shield of a gateway, where the floor is to make every call that the spin makes.
    await env.OPERATOR_LIMIT?.limit({ key: player });
    return Response.json(await env.FLOOR.getByName(player).spin(body));
  },
};
