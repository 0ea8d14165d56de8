import { z } from 'zod';
import { BuildHash, Country, GameId, RtpProfile, Timestamp } from '../ids.ts';
import { MarketTerms } from '../market-view.ts';
import { PARTNER_PROBLEMS, SAMPLE_TERMS } from './common.ts';
import { operation } from './operation.ts';

/** What the next permit of a country would say, for compliance to read, sign offline and publish (spec M1, M4). */
export const draftPermit = operation({
  id: 'draftPermit',
  server: 'gateway',
  method: 'GET',
  path: '/v1/permits/{country}/draft',
  auth: 'platform',
  summary: "Draft a country's next permit from its rules and valid certificates",
  params: z.strictObject({ country: Country }),
  response: z.object({
    version: z.number().int().min(1),
    country: Country,
    market: MarketTerms,
    games: z.record(
      GameId,
      z.record(
        BuildHash,
        z.object({
          rtp_profile: RtpProfile,
          lab: z.string(),
          number: z.string(),
          valid_from: Timestamp,
          valid_to: Timestamp,
        }),
      ),
    ),
  }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'MARKET_RULES_UNKNOWN'],
  examples: { response: { version: 4, country: 'MT', market: SAMPLE_TERMS, games: {} } },
});
