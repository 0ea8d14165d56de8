// Fetched once the game runs: keeping must not slow a start down, nor weigh in what a player waits for.
import { openPageCache } from '../frame/file-store.ts';
import { KEEPING, type Keeping } from '../frame/kept-build.ts';
import { FileCache } from './file-cache.ts';
import { prepareOffline } from './offline.ts';

async function keep({ digest, files }: Keeping): Promise<void> {
  const cache = await openPageCache();
  const estimate = async (): Promise<StorageEstimate> => navigator.storage.estimate();
  if (cache) await new FileCache({ cache, estimate, now: Date.now }).settle(digest, files);
  await prepareOffline();
}

const handed = (globalThis as Record<symbol, unknown>)[KEEPING] as Keeping | undefined;
if (handed) void keep(handed);
