import { slot } from '../frame/memory.ts';

/** What the packets of free spins have won so far, for as long as there is something left of them. Outlives a reload. */
export class WonMemory {
  readonly #slot: ReturnType<typeof slot>;
  readonly #minor = new Map<string, number>();

  constructor(owner: string, storage: Storage | undefined) {
    this.#slot = slot(`roundgate:won:${owner}`, storage);
    for (const [grantId, minor] of Object.entries(Object(this.#slot.read()) as object))
      if (Number.isSafeInteger(minor) && minor >= 0) this.#minor.set(grantId, minor);
  }

  of(grantId: string): number {
    return this.#minor.get(grantId) ?? 0;
  }

  add(grantId: string, minor: number): void {
    this.#minor.set(grantId, this.of(grantId) + minor);
    this.#write();
  }

  /** Forgets what is not offered any more. */
  keepOnly(grantIds: readonly string[]): void {
    const gone = [...this.#minor.keys()].filter((grantId) => !grantIds.includes(grantId));
    for (const grantId of gone) this.#minor.delete(grantId);
    if (gone.length > 0) this.#write();
  }

  #write(): void {
    this.#slot.write(Object.fromEntries(this.#minor));
  }
}
