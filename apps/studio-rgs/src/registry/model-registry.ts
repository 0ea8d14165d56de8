import { createHash } from 'node:crypto';
import { type CompiledModel, compileModel, parseSlotModelText } from '../maths/index.ts';
import { MODEL_FILES, RETIRED_MODEL_FILES } from './models.gen.ts';

/** A model under the hash of its file. */
export interface RegisteredModel {
  /** `sha256:` and the SHA-256 of the file's bytes, as in the build manifest. */
  readonly hash: string;
  readonly model: CompiledModel;
}

/** Finds models: by game and profile for new spins, by hash to draw old spins again. */
export interface ModelRegistry {
  readonly active: readonly RegisteredModel[];
  offered(gameId: string, rtpProfile: string): RegisteredModel | undefined;
  byHash(hash: string): RegisteredModel | undefined;
}

/** The name of a model file: `sha256:` and the digest of its bytes. */
export const modelHash = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

const register = (text: string): RegisteredModel => ({
  hash: modelHash(text),
  model: compileModel(parseSlotModelText(text)),
});
const offerKey = (gameId: string, rtpProfile: string): string => `${gameId} ${rtpProfile}`;

/** Checks and compiles every model. Throws `ModelError`; two active models of one game and profile are an error. */
export function createRegistry(active: readonly string[], retired: readonly string[]): ModelRegistry {
  const live = active.map(register);
  const byOffer = new Map(
    live.map((entry) => [offerKey(entry.model.source.game_id, entry.model.source.rtp_profile), entry]),
  );
  if (byOffer.size !== live.length) throw new Error('two active models share one game and rtp profile');
  const byHash = new Map([...retired.map(register), ...live].map((entry) => [entry.hash, entry]));
  return {
    active: live,
    offered: (gameId, rtpProfile) => byOffer.get(offerKey(gameId, rtpProfile)),
    byHash: (hash) => byHash.get(hash),
  };
}

/** The models of this deployment, compiled once per isolate. */
export const registry: ModelRegistry = createRegistry(
  Object.values(MODEL_FILES),
  Object.values(RETIRED_MODEL_FILES),
);
