import type { Context } from 'hono';
import { MECHANICS_VERSION } from '../../maths/index.ts';
import { registry } from '../../registry/model-registry.ts';
import type { AppEnv } from '../context.ts';

/** `GET /healthz`: configured and ready, and which models are offered, for reconciliation with the builds. */
export function health(c: Context<AppEnv>): Response {
  const { config } = c.get('services');
  const models = registry.active.map(({ hash, model }) => ({
    game_id: model.source.game_id,
    rtp_profile: model.source.rtp_profile,
    version: model.source.version,
    model_hash: hash,
  }));
  return c.json({ status: 'ok', studio_id: config.studioId, mechanics_version: MECHANICS_VERSION, models });
}
