import type { CertificateRecord, FieldProblem } from '@roundgate/contract';
import { counts } from '../matrix/certificate.ts';
import type { Refusal } from '../sessions/session.ts';
import type { Build, CertifiedMaths } from './release.ts';

/** What certifies a build: with `inherit`, the certificates of other builds that cover it too. */
export type Cover =
  | { readonly kind: 'certified'; readonly inherit: readonly CertificateRecord[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const later = (left: CertificateRecord, right: CertificateRecord): CertificateRecord =>
  right.valid_to > left.valid_to ? right : left;

/** The maths that differ, named as fields of the manifest. */
function differences(build: Build, certified: CertifiedMaths): FieldProblem[] {
  const field = (name: string, own: string, other: string): FieldProblem[] =>
    own === other ? [] : [{ field: `maths.${name}`, message: `is ${own}, certified was ${other}` }];
  return [
    ...field('model_hash', build.model_hash, certified.modelHash),
    ...field('mechanics_version', build.mechanics_version, certified.mechanicsVersion),
  ];
}

const notCertified: Cover = {
  kind: 'refused',
  refusal: {
    code: 'BUILD_NOT_CERTIFIED',
    facts: { detail: 'propose a certificate for this build and have it approved' },
  },
};

/** The certificate to inherit for each country that the build has none in. */
function inheritable(build: Build, all: readonly CertifiedMaths[], nowMs: number): CertificateRecord[] {
  const own = all.filter(({ certificate }) => certificate.build_hash === build.build_hash);
  // What the desk withdrew from this very build comes back by the desk only, not by the next promote.
  const settled = new Set(
    own
      .filter(({ certificate }) => certificate.status === 'withdrawn' || counts(certificate, nowMs))
      .map(({ certificate }) => certificate.country),
  );
  const best = new Map<string, CertificateRecord>();
  for (const { certificate, modelHash, mechanicsVersion } of all) {
    const covers =
      counts(certificate, nowMs) &&
      modelHash === build.model_hash &&
      mechanicsVersion === build.mechanics_version;
    if (!covers || settled.has(certificate.country)) continue;
    best.set(certificate.country, later(best.get(certificate.country) ?? certificate, certificate));
  }
  return [...best.values()];
}

/**
 * The hotfix rule (spec M4): a build with the same model and mechanics as a certified one inherits its certificates,
 * country by country; with other maths it needs certificates of its own. `all` are those of its game and profile.
 */
export function coverOf(build: Build, all: readonly CertifiedMaths[], nowMs: number): Cover {
  const inherit = inheritable(build, all, nowMs);
  const standing = all.filter(({ certificate }) => counts(certificate, nowMs));
  const own = standing.some(({ certificate }) => certificate.build_hash === build.build_hash);
  if (own || inherit.length > 0) return { kind: 'certified', inherit };
  const [nearest] = standing
    .map((certified) => differences(build, certified))
    .sort((left, right) => left.length - right.length);
  if (!nearest || nearest.length === 0) return notCertified;
  const detail = 'only a hotfix without maths change keeps the certificate of the build before it';
  return {
    kind: 'refused',
    refusal: { code: 'RECERTIFICATION_NEEDED', facts: { detail, errors: nearest } },
  };
}

/** What may be played somewhere: tells whether the signed permit of a country holds a build now. */
export type Permitted = (country: string, buildHash: string) => boolean;

/** Countries where `from` may be played now, and `to` may not: a certificate that counts and a permit make the "may". */
export function lostCountries(
  from: string | null,
  to: string,
  all: readonly CertifiedMaths[],
  isPermitted: Permitted,
  nowMs: number,
): string[] {
  const countriesOf = (buildHash: string | null): Set<string> =>
    new Set(
      all
        .map(({ certificate }) => certificate)
        .filter((row) => row.build_hash === buildHash && counts(row, nowMs))
        .map(({ country }) => country)
        .filter((country) => isPermitted(country, buildHash ?? '')),
    );
  const kept = countriesOf(to);
  return [...countriesOf(from)].filter((country) => !kept.has(country)).sort();
}
