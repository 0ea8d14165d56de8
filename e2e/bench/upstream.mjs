// The partners of both sides of the benchmark: RGS and wallet in one, answering at once or after DELAY_MS.
import { createServer } from 'node:http';

const delayMs = Number(process.env.DELAY_MS ?? 0);
const win = (stake) => ({ ...stake, amount_minor: 300 });

const ANSWERS = {
  '/rgs/v1/sessions': ({ session_id }) => ({ session_id, mechanics_version: 'bench/1' }),
  '/rgs/v1/spins': ({ spin_id, round_id, session_id, stake }) => ({
    spin_id,
    round_id,
    session_id,
    build_hash: `sha256:${'ab'.repeat(32)}`,
    stake,
    outcome: { win: win(stake), features: [], events: [{ type: 'round_ended', win_minor: 300 }] },
    rgs_txns: [],
    telemetry_ref: 'evt-1',
    mechanics_version: 'bench/1',
    drawn_at: '2026-01-01T00:00:00.000Z',
    replayed: false,
  }),
  '/betwin': ({ transaction_id, currency, bet, win }) => ({
    ...{ status: 'ok', transaction_id, currency, bet, win, balance: 1_000_000, reference: 'led-1' },
  }),
  '/balance': ({ player_id, currency }) => ({ status: 'ok', player_id, currency, balance: 1_000_000 }),
  // The usual stack asks in its own words.
  '/spin': () => ({ win: 3 }),
  '/debit': () => ({ win: 3 }),
  '/credit': () => ({ win: 3 }),
  '/wallet/v1/balance': () => ({ balance: { amount_minor: 1_000_000, currency: 'EUR', exponent: 2 } }),
};
const movement = ({ transaction_id, amount }) => ({
  transaction_id,
  status: 'applied',
  amount,
  balance: { amount_minor: 1_000_000, currency: 'EUR', exponent: 2 },
  reference: 'led-1',
  replayed: false,
});

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => {
    text += chunk;
  });
  request.on('end', () => {
    const answer = JSON.stringify((ANSWERS[request.url] ?? movement)(JSON.parse(text)));
    const send = () => response.setHeader('content-type', 'application/json').end(answer);
    if (delayMs > 0) setTimeout(send, delayMs);
    else send();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(server.address().port));
