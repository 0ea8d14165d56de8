// Fetched once the game runs: neither keeping nor promotions may slow a start down, nor weigh in what a player waits for.
import { openPageCache } from '../frame/file-store.ts';
import { LATER, type Later } from '../frame/later.ts';
import { pageStorage } from '../frame/memory.ts';
import { FileCache } from '../keep/file-cache.ts';
import { prepareOffline } from '../keep/offline.ts';
import { startPromo } from '../promo/start.ts';

async function keep({ digest, files }: Later): Promise<void> {
  const cache = await openPageCache();
  const estimate = async (): Promise<StorageEstimate> => navigator.storage.estimate();
  if (cache) await new FileCache({ cache, estimate, now: Date.now }).settle(digest, files);
  await prepareOffline();
}

const handed = (globalThis as Record<symbol, unknown>)[LATER] as Later | undefined;
if (handed?.seat) startPromo(handed.seat, location.origin, pageStorage());
if (handed) void keep(handed);
