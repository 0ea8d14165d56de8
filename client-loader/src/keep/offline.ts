import { Workbox } from 'workbox-window';

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
const factory = (
  globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };
  }
).trustedTypes;

const SCRIPT = '/sw.js';

/** The one script that this policy lets through. */
function scriptUrl(): string {
  const rules = { createScriptURL: (url: string) => (url === SCRIPT ? url : '') };
  return factory ? factory.createPolicy('sw', rules).createScriptURL(SCRIPT) : SCRIPT;
}

/** Addresses that this launch fetched, its page first. The worker keeps those of its own kinds. */
function usedAddresses(): string[] {
  const resources = performance.getEntriesByType('resource').map(({ name }) => name);
  const page = location.origin + location.pathname + location.search;
  return [page, ...resources.filter((url) => !/\/(?:assets|v1)\//.test(url))];
}

/**
 * Registers the service worker and has it keep what the next launch begins with. For speed and for starts without a
 * network only; where the browser denies it, everything works as before. Never rejects.
 */
export async function prepareOffline(): Promise<void> {
  try {
    const worker = new Workbox(scriptUrl());
    await worker.register({ immediate: true });
    // An update waits until this launch is over: the version that is active keeps what this launch used.
    await worker.active;
    await worker.messageSW({ keep: usedAddresses() });
  } catch {
    // No service workers here, or none allowed.
  }
}
