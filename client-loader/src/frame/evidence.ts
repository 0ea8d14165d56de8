import type { UiElement, UiEvidence } from '@roundgate/contract';

/** An element counts as seen when this share of it is in the viewport. */
const LEAST_RATIO = 0.99;
/** What is lower or narrower than this on a plain screen, in pixels, cannot be read. */
const LEAST_SIDE_PX = 12;
const SEEN_FOR_MS = 1_000;
const RETRY_MS = 2_000;
/** What flickers for less than this is not told to the player. */
const TELL_AFTER_MS = 400;

type Seen = UiEvidence['seen'];

interface Sight {
  readonly seen: Seen;
  readonly ratio: number;
  readonly sinceMs: number;
}

/** What a watcher observes; `isVisible` is only there in browsers that can tell whether something lies above. */
export type SightEntry = Pick<
  IntersectionObserverEntry,
  'intersectionRatio' | 'isIntersecting' | 'boundingClientRect'
> & { readonly isVisible?: boolean };

/** How an element was seen. Without {@link SightEntry.isVisible} the best that can be said is `unknown` (spec M3). */
export function seenOf(entry: SightEntry, canTell: boolean, pixelRatio: number): Seen {
  const { width, height } = entry.boundingClientRect;
  if (!entry.isIntersecting || entry.intersectionRatio < LEAST_RATIO) return 'hidden';
  // A page that zooms the frame out leaves its CSS pixels as they are; only their ratio to the screen's tells.
  if (Math.min(width, height) * Math.min(1, pixelRatio) < LEAST_SIDE_PX) return 'hidden';
  if (!canTell) return 'unknown';
  return entry.isVisible ? 'visible' : 'hidden';
}

/** What evidence needs from outside. */
export interface EvidenceTools {
  /** Sends evidence; null when nobody knows whether it arrived. */
  attest(evidence: readonly UiEvidence[]): Promise<{ readonly complete: boolean } | null>;
  onChange(): void;
}

const canTell = 'isVisible' in (globalThis.IntersectionObserverEntry?.prototype ?? {});

/** Watches that what the market wants seen is seen, and lets no round start before the gateway has accepted it. */
export class Evidence {
  readonly #required: readonly UiElement[];
  readonly #tools: EvidenceTools;
  readonly #sights = new Map<UiElement, Sight>();
  readonly #observer: IntersectionObserver;
  readonly #watched: HTMLElement[] = [];
  #accepted: boolean;
  #refused = false;
  #sending = false;
  #retryAtMs = 0;
  #onAccepted = (): void => {};

  constructor(required: readonly UiElement[], tools: EvidenceTools) {
    this.#required = required;
    this.#tools = tools;
    this.#accepted = required.length === 0;
    // `trackVisibility` and its delay are not in the types of every version of the DOM library.
    const options = { threshold: [0, 0.5, LEAST_RATIO, 1], trackVisibility: true, delay: 100 };
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), options);
  }

  /** Begins to watch. An element that is asked for and not on the page stays unseen. */
  watch(elementOf: (name: UiElement) => HTMLElement | undefined): void {
    for (const name of this.#required) {
      const element = elementOf(name);
      if (!element) continue;
      element.dataset.evidence = name;
      this.#watched.push(element);
      this.#observer.observe(element);
    }
  }

  /** Looks at everything anew: a frame that was zoomed crosses no threshold. */
  look(): void {
    for (const element of this.#watched) {
      this.#observer.unobserve(element);
      this.#observer.observe(element);
    }
  }

  /** True when the player must be told why no round starts. */
  get missing(): boolean {
    const isHidden = [...this.#sights.values()].some(
      ({ seen, sinceMs }) => seen === 'hidden' && performance.now() - sinceMs >= TELL_AFTER_MS,
    );
    return !this.#accepted && (isHidden || this.#refused);
  }

  /** Waits for the gateway's acceptance; false when it did not come in time. */
  async acceptedWithin(ms: number): Promise<boolean> {
    if (!this.#accepted)
      await new Promise<void>((resolve) => {
        this.#onAccepted = resolve;
        setTimeout(resolve, ms);
      });
    return this.#accepted;
  }

  /** The gateway does not hold our evidence any more: it is given again. */
  renew(): void {
    this.#accepted = this.#required.length === 0;
  }

  stop(): void {
    this.#observer.disconnect();
  }

  /** Gives evidence once everything was seen for long enough. */
  tick(): void {
    const isDue = !this.#accepted && !this.#sending && performance.now() >= this.#retryAtMs;
    if (isDue && this.#allSeenFor(SEEN_FOR_MS)) void this.#attest();
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const name = (entry.target as HTMLElement).dataset.evidence as UiElement;
      const seen = seenOf(entry, canTell, devicePixelRatio);
      const before = this.#sights.get(name);
      const sinceMs = before?.seen === seen ? before.sinceMs : performance.now();
      this.#sights.set(name, { seen, ratio: Math.min(1, entry.intersectionRatio), sinceMs });
    }
    this.#withdraw();
    this.#tools.onChange();
  }

  /** What was accepted and is covered now is accepted no more. */
  #withdraw(): void {
    if (!this.#accepted || this.#allSeenFor(0)) return;
    this.#accepted = false;
    void this.#tools.attest(this.#evidence().filter(({ seen }) => seen === 'hidden'));
  }

  #allSeenFor(leastMs: number): boolean {
    return this.#evidence().every(({ seen, for_ms }) => seen !== 'hidden' && for_ms >= leastMs);
  }

  #evidence(): UiEvidence[] {
    const nowMs = performance.now();
    return this.#required.map((element) => {
      const unseen = { seen: 'hidden', ratio: 0, sinceMs: nowMs } as const;
      const { seen, ratio, sinceMs } = this.#sights.get(element) ?? unseen;
      return { element, seen, ratio, for_ms: Math.floor(nowMs - sinceMs) };
    });
  }

  async #attest(): Promise<void> {
    this.#sending = true;
    const answer = await this.#tools.attest(this.#evidence());
    this.#sending = false;
    this.#refused = answer?.complete === false;
    this.#accepted = answer?.complete === true;
    this.#retryAtMs = performance.now() + RETRY_MS;
    // What was covered while the answer was on its way is not accepted by it.
    this.#withdraw();
    if (this.#accepted) this.#onAccepted();
    this.#tools.onChange();
  }
}
