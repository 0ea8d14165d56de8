import {
  type PermitDocument,
  type RootDocument,
  type RootPins,
  type StatusDocument,
  type StudioDocument,
  type TrustEnvelope,
  verifyRoleSigned,
  verifyRoots,
} from '@roundgate/contract/trust';

/** Everything that a platform publishes of its chain of trust, as `GET /trust/register` answers it. */
export interface TrustRegisterAnswer {
  readonly roots: readonly TrustEnvelope[];
  readonly studios: readonly TrustEnvelope[];
  readonly permits: readonly TrustEnvelope[];
  readonly status: TrustEnvelope;
}

/** The register, believed from the pins on. */
export interface BelievedRegister {
  readonly root: RootDocument;
  readonly studios: readonly StudioDocument[];
  readonly permits: readonly PermitDocument[];
  readonly status: StatusDocument;
}

/** Verifies a register with the loader's own verifier. Throws `TrustFault`. */
export async function believeRegister(
  { roots, studios, permits, status }: TrustRegisterAnswer,
  pins: RootPins,
): Promise<BelievedRegister> {
  const root = (await verifyRoots(roots, pins)).document;
  const all = <K extends 'studio' | 'permit'>(kind: K, envelopes: readonly TrustEnvelope[]) =>
    Promise.all(envelopes.map(async (envelope) => (await verifyRoleSigned(kind, envelope, root)).document));
  return {
    root,
    studios: (await all('studio', studios)) as StudioDocument[],
    permits: (await all('permit', permits)) as PermitDocument[],
    status: (await verifyRoleSigned('status', status, root)).document,
  };
}

/** One line of the table: what it is, its version, and how long it lives at `nowMs`. */
export interface Row {
  readonly name: string;
  readonly version: number;
  readonly expires_at: string;
  readonly days_left: number;
}

const DAY_MS = 86_400_000;

/** Every document with how long it lives. */
export function rowsOf({ root, studios, permits, status }: BelievedRegister, nowMs: number): Row[] {
  const row = (name: string, { version, expires_at }: { version: number; expires_at: string }): Row => ({
    name,
    version,
    expires_at,
    days_left: Math.floor((Date.parse(expires_at) - nowMs) / DAY_MS),
  });
  return [
    row('root', root),
    ...studios.map((studio) => row(`studio/${studio.studio_id}`, studio)),
    ...permits.map((permit) => row(`permit/${permit.country}`, permit)),
    row('status', status),
  ];
}

/** What does not agree: a document that the status does not name as current, or one that has ended. */
export function registerFaults(register: BelievedRegister, nowMs: number): string[] {
  const { status } = register;
  return rowsOf(register, nowMs).flatMap((row) => {
    const ended = Date.parse(row.expires_at) <= nowMs ? [`${row.name} v${row.version} has expired`] : [];
    const pinned = row.name === 'status' || status.documents[row.name]?.version === row.version;
    return pinned ? ended : [...ended, `${row.name} v${row.version} is not the one that the status names`];
  });
}
