/** An event whose work may outlive its handler. */
export interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** The worker's first event; a browser may offer to pass requests by without asking it. */
export interface InstallEvent extends LastingEvent {
  addRoutes?(rule: {
    readonly condition: { readonly urlPattern: { readonly pathname: string } };
    readonly source: 'network';
  }): Promise<void>;
}

/** A request of a page that the worker may answer. */
export interface AskedEvent extends LastingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** A word from a page of ours. */
export interface HeardEvent extends LastingEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

/** The part of a service worker's global that is used here; the DOM's own types do not know it. */
export interface WorkerScope {
  readonly location: { readonly origin: string };
  addEventListener(type: 'install', listener: (event: InstallEvent) => void): void;
  addEventListener(type: 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskedEvent) => void): void;
  addEventListener(type: 'message', listener: (event: HeardEvent) => void): void;
}
