import { Hono } from 'hono';
import type { Services } from '../services.ts';
import type { AppEnv } from './context.ts';
import { onError, problemResponse } from './error-response.ts';
import { signature } from './middleware/signature.ts';
import { trace } from './middleware/trace.ts';
import { version } from './middleware/version.ts';
import { ProblemError } from './problem-error.ts';
import { createSession } from './routes/create-session.ts';
import { grantFreeSpins } from './routes/grant-free-spins.ts';
import { health } from './routes/health.ts';
import { listSeeds } from './routes/list-seeds.ts';
import { replay } from './routes/replay.ts';
import { spin } from './routes/spin.ts';
import { voidSpin } from './routes/void-spin.ts';

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^\/rgs\/v1\/(sessions|free-spins|spins|spins\/void)$/, 'POST'],
  [/^(\/rgs\/v1\/spins\/[^/]+\/replay|\/rgs\/v1\/seeds|\/healthz)$/, 'GET'],
];

/** The RGS over HTTP: the operations of the contract and a health check. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(trace(services), version);
  app.get('/healthz', health);
  app.get('/rgs/v1/seeds', listSeeds);
  app.post('/rgs/v1/sessions', signature, createSession);
  app.post('/rgs/v1/free-spins', signature, grantFreeSpins);
  app.post('/rgs/v1/spins', signature, spin);
  app.post('/rgs/v1/spins/void', signature, voidSpin);
  app.get('/rgs/v1/spins/:spin_id/replay', signature, replay);
  app.all('*', (c) => {
    const known = METHODS.find(([path]) => path.test(c.req.path));
    if (!known) throw new ProblemError('NOT_FOUND');
    const answer = problemResponse('METHOD_NOT_ALLOWED', { trace_id: c.get('traceId') });
    answer.headers.set('allow', known[1]);
    return answer;
  });
  app.onError(onError);
  return app;
}
