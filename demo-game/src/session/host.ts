import type { GameHost } from '@roundgate/client-loader/kit';
import { parseSlotModel, type SlotModel } from '../model/slot-model.ts';

export type { GameHost } from '@roundgate/client-loader/kit';

/** Reads the maths of this build from its verified file. Throws when the file is missing or cannot be drawn. */
export async function readModel(host: GameHost): Promise<SlotModel> {
  const response = await fetch(host.assetUrl(host.config.model_path));
  const document: unknown = await response.json();
  return parseSlotModel(document);
}
