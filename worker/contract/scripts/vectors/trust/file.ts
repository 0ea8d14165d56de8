import type { LaunchBundle } from '../../../src/trust/documents.ts';
import { type TrustCase, trustCases } from './cases.ts';
import { PINS } from './world.ts';

/** The bundles share most of their envelopes: each is written once, and cases name it by its number. */
export async function trustVectorFile(): Promise<string> {
  const envelopes: string[] = [];
  const numberOf = (envelope: unknown): number => {
    const json = JSON.stringify(envelope);
    const at = envelopes.indexOf(json);
    return at >= 0 ? at : envelopes.push(json) - 1;
  };
  const compact = ({ bundle, ...facts }: TrustCase) => {
    const { format, roots, studio, build, permit, status }: LaunchBundle = bundle;
    const parts = { format, roots: roots.map(numberOf), studio: numberOf(studio), build: numberOf(build) };
    return JSON.stringify({
      ...facts,
      bundle: { ...parts, permit: numberOf(permit), status: numberOf(status) },
    });
  };
  const cases = (await trustCases()).map(compact);
  return `{\n"pins": ${JSON.stringify(PINS)},\n"cases": [\n${cases.join(',\n')}\n],\n"envelopes": [\n${envelopes.join(',\n')}\n]\n}\n`;
}
