import type { LaunchBundle, RootPins, TrustEnvelope } from '../src/trust/documents.ts';
import type { TrustFaultCode } from '../src/trust/fault.ts';

/** One case of `vectors/trust.gen.json`, with its envelopes in place. */
export interface TrustVector {
  readonly name: string;
  readonly bundle: LaunchBundle;
  readonly asked: { readonly digest: string; readonly country: string };
  readonly floors: Readonly<Record<string, number>>;
  readonly loader: string;
  readonly nowMs?: number;
  readonly expected: TrustFaultCode | 'ok';
}

/** The file as it is stored: envelopes once each, cases name them by number. */
export interface TrustVectorFile {
  readonly pins: RootPins;
  readonly envelopes: readonly unknown[];
  readonly cases: readonly (Omit<TrustVector, 'bundle'> & {
    readonly bundle: { readonly format: string; readonly roots: readonly number[] } & Readonly<
      Record<'studio' | 'build' | 'permit' | 'status', number>
    >;
  })[];
}

/** Puts the envelopes of each case back in their places. */
export function readTrustVectors({ envelopes, cases }: TrustVectorFile): TrustVector[] {
  const at = (number: number) => envelopes[number] as TrustEnvelope;
  return cases.map(({ bundle, ...facts }) => ({
    ...facts,
    bundle: {
      format: bundle.format as LaunchBundle['format'],
      roots: bundle.roots.map(at),
      studio: at(bundle.studio),
      build: at(bundle.build),
      permit: at(bundle.permit),
      status: at(bundle.status),
    },
  }));
}
