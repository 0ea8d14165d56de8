import type { CertificateRecord, OPERATIONS, Problem, RegisterEvent } from '@roundgate/contract';
import type { z } from 'zod';
import { openSession, sessionRequest, signed } from './client.ts';
import { permitAll } from './trust-kit.ts';

export const DESK = 'key-compliance';
export const SECOND = 'key-compliance-2';
export const STUDIO = 'key-st-harbour';
export const FOREIGN = 'key-st-pier';

type Failable<T> = T & Problem;
export type Certified = Failable<{ certificate: CertificateRecord; already_there: boolean }>;
export type Released = Failable<z.infer<typeof OPERATIONS.promoteBuild.response>>;
export type Status = Failable<z.infer<typeof OPERATIONS.getReleases.response>>;

export const rowOf = (digest: string, change: Record<string, unknown> = {}) => ({
  game_id: 'g-night-market',
  country: 'MT',
  rtp_profile: '96',
  build_hash: `sha256:${digest}`,
  lab: 'Test',
  number: 'N-1',
  valid_from: '2020-01-01T00:00:00.000Z',
  valid_to: '2099-01-01T00:00:00.000Z',
  ...change,
});

export const propose = (digest: string, change: Record<string, unknown> = {}, key = DESK) =>
  signed<Certified>(key, 'POST', '/v1/certificates', rowOf(digest, change));

export const approve = (id: string, key = SECOND, reason = 'compared with the report') =>
  signed<Certified>(key, 'POST', `/v1/certificates/${id}/approve`, { reason });

export const withdraw = (id: string, reason = 'recalled by the lab') =>
  signed<Certified>(DESK, 'POST', `/v1/certificates/${id}/withdraw`, { reason });

export const historyOf = (id: string, key = DESK) =>
  signed<Failable<{ certificate: CertificateRecord; history: RegisterEvent[] }>>(
    key,
    'GET',
    `/v1/certificates/${id}/history`,
  );

export const list = (query = '', key = DESK) =>
  signed<Failable<{ certificates: CertificateRecord[]; next_after: string | null }>>(
    key,
    'GET',
    `/v1/certificates${query}`,
  );

/** Certified by two people and permitted; returns the id of the certificate. */
export async function certified(digest: string, change: Record<string, unknown> = {}): Promise<string> {
  const { body, text } = await propose(digest, change);
  if (!body.certificate) throw new Error(`propose: ${text}`);
  const { certificate_id, country } = body.certificate;
  await approve(certificate_id);
  await permitAll(country);
  return certificate_id;
}

/** An act of the studio on a build: canary, promote, rollback or revoke. */
export const act = <T = Released>(
  name: string,
  digest: string,
  body: Record<string, unknown> = {},
  key = STUDIO,
) => signed<T>(key, 'POST', `/v1/builds/${digest}/${name}`, { reason: 'as planned', ...body });

export const status = (query = '', key = STUDIO) =>
  signed<Status>(key, 'GET', `/v1/releases?game_id=g-night-market${query}`);

export interface Opened extends Problem {
  readonly session_id: string;
  readonly launch_url: string;
  readonly build_hash: string;
}

/** Opens a session in a profile, so that each test has a release of its own. */
export const open = (rtp_profile: string, playerId = `p-${crypto.randomUUID()}`, change = {}) =>
  signed<Opened>(
    'key-op-lantern',
    'POST',
    '/v1/sessions',
    sessionRequest(playerId, { rtp_profile, ...change }),
  );

/** What a new session plays: the digest, or the code of the refusal. */
export async function playedIn(rtp_profile: string, playerId?: string, change = {}): Promise<string> {
  const { body } = await open(rtp_profile, playerId, change);
  return body.build_hash ? body.build_hash.slice('sha256:'.length) : body.code;
}

export const launchTokenOf = ({ launch_url }: Opened): string => launch_url.split('#launch=')[1] ?? '';

/** Uses the launch token of an opened session; the answer, whatever it is. */
export const launchOf = (opened: Opened) => openSession(launchTokenOf(opened), opened.build_hash);
