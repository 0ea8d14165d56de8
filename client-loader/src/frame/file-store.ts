/** The cache of game files; the service worker keeps the shell in others. */
export const FILE_CACHE = 'roundgate-files';
/** Where a file lies in it. */
export const keptFileAt = (sha256: string): string => `/kept/files/${sha256}`;

/** That cache, or undefined where the browser has none or denies it: then everything comes from the network. */
export async function openPageCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(FILE_CACHE);
  } catch {
    return undefined;
  }
}
