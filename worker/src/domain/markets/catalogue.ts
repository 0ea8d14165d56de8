import { BE } from './countries/be.ts';
import { BR } from './countries/br.ts';
import { CA_ON } from './countries/ca-on.ts';
import { CH } from './countries/ch.ts';
import { CZ } from './countries/cz.ts';
import { DE } from './countries/de.ts';
import { DK } from './countries/dk.ts';
import { ES } from './countries/es.ts';
import { GB } from './countries/gb.ts';
import { GR } from './countries/gr.ts';
import { IT } from './countries/it.ts';
import { KNOWN_ONLY } from './countries/known-only.ts';
import { MT } from './countries/mt.ts';
import { NL } from './countries/nl.ts';
import { PT } from './countries/pt.ts';
import { RO } from './countries/ro.ts';
import { SE } from './countries/se.ts';
import { US_NJ } from './countries/us-nj.ts';
import type { Market } from './rule.ts';

/** Every market that something is known of. A country that is not here is refused (spec M1). */
export const MARKETS: readonly Market[] = [
  ...[GB, DE, SE, NL, DK, ES, CZ, CH, CA_ON, MT, BR, IT, PT, RO, BE, GR, US_NJ],
  ...KNOWN_ONLY,
];

export const findMarket = (country: string): Market | undefined =>
  MARKETS.find((market) => market.country === country);
