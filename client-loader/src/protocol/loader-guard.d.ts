import type { LoaderMessage } from '@roundgate/contract';
/** A message from the loader, or undefined when it is not one of the list that this element knows. */
export declare function asLoaderMessage(value: unknown): LoaderMessage | undefined;
