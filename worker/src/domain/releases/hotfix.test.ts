import type { CertificateRecord } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { build, certificate, NEW, NOW, OLD } from '../../../test/release-fixtures.ts';
import { counts, statusAt } from '../matrix/certificate.ts';
import { coverOf, lostCountries } from './hotfix.ts';

describe('a certificate', () => {
  it('counts while it is approved and valid', () => {
    expect(counts(certificate(), NOW)).toBe(true);
    for (const status of ['proposed', 'withdrawn'] as const)
      expect(counts(certificate({ status }), NOW), status).toBe(false);
    expect(counts(certificate(), Date.parse('2027-01-01T00:00:00.000Z'))).toBe(false);
    expect(counts(certificate(), Date.parse('2027-01-01T00:00:00.000Z') - 1)).toBe(true);
    expect(counts(certificate({ valid_from: '2026-06-01T00:00:00.001Z' }), NOW)).toBe(false);
  });

  it('expires unless it was withdrawn', () => {
    const late = Date.parse('2028-01-01T00:00:00.000Z');
    expect(statusAt(certificate(), late)).toBe('expired');
    expect(statusAt(certificate({ status: 'withdrawn' }), late)).toBe('withdrawn');
  });
});

describe('coverOf', () => {
  const hotfix = build(NEW, 2);
  const given = (change: Partial<CertificateRecord> = {}, maths: Partial<{ m: string; v: string }> = {}) => ({
    certificate: certificate(change),
    modelHash: maths.m ?? hotfix.model_hash,
    mechanicsVersion: maths.v ?? hotfix.mechanics_version,
  });
  /** Country and number of what is inherited, or the code of the refusal with its fields. */
  function cover(all: ReturnType<typeof given>[]) {
    const result = coverOf(hotfix, all, NOW);
    if (result.kind === 'certified')
      return result.inherit.map(({ country, number }) => `${country} ${number}`);
    const { code, facts } = result.refusal;
    return [code, ...(facts?.errors ?? []).map(({ field }) => field)];
  }

  it('inherits the certificates of the same maths, the longest of each country', () => {
    const longer = { number: 'N-2', valid_to: '2028-01-01T00:00:00.000Z' };
    expect(cover([given(), given(longer), given({ country: 'SE' })])).toEqual(['MT N-2', 'SE N-1']);
  });

  it('names the maths that changed', () => {
    expect(cover([given({}, { m: 'sha256:22' })])).toEqual(['RECERTIFICATION_NEEDED', 'maths.model_hash']);
    expect(cover([given({}, { v: 'slot-engine/2' })])).toEqual([
      'RECERTIFICATION_NEEDED',
      'maths.mechanics_version',
    ]);
  });

  it('wants a certificate where there is none that counts', () => {
    expect(cover([])).toEqual(['BUILD_NOT_CERTIFIED']);
    expect(cover([given({ status: 'proposed' }), given({ status: 'withdrawn' })])).toEqual([
      'BUILD_NOT_CERTIFIED',
    ]);
    expect(cover([given({ valid_to: '2026-02-01T00:00:00.000Z' })])).toEqual(['BUILD_NOT_CERTIFIED']);
  });

  it('leaves own certificates as they are, with other maths too, and adds the countries that lack one', () => {
    expect(cover([given({ build_hash: NEW }), given({}, { m: 'sha256:22' })])).toEqual([]);
    expect(cover([given({ build_hash: NEW }), given(), given({ country: 'SE' })])).toEqual(['SE N-1']);
  });

  it('does not bring back what was withdrawn from the build itself', () => {
    const own = given({ build_hash: NEW, status: 'withdrawn' });
    expect(cover([own, given()])).toEqual(['BUILD_NOT_CERTIFIED']);
    expect(cover([own, given(), given({ country: 'SE' })])).toEqual(['SE N-1']);
  });
});

describe('lostCountries', () => {
  const given = (build_hash: string, country: string, change: Partial<CertificateRecord> = {}) => ({
    certificate: certificate({ build_hash, country, ...change }),
    modelHash: '',
    mechanicsVersion: '',
  });
  const all = [
    ...[given(OLD, 'MT'), given(OLD, 'SE'), given(OLD, 'GB'), given(OLD, 'DE', { status: 'withdrawn' })],
    ...[given(NEW, 'MT'), given(NEW, 'SE', { status: 'proposed' }), given(NEW, 'GB')],
  ];

  it('are those of the one build that the other is not certified or permitted in', () => {
    expect(lostCountries(OLD, NEW, all, () => true, NOW)).toEqual(['SE']);
    const noGb = (country: string, hash: string) => hash === OLD || country !== 'GB';
    expect(lostCountries(OLD, NEW, all, noGb, NOW)).toEqual(['GB', 'SE']);
    const noSe = (country: string) => country !== 'SE';
    expect(lostCountries(OLD, NEW, all, noSe, NOW)).toEqual([]);
    expect(lostCountries(null, NEW, all, () => true, NOW)).toEqual([]);
  });
});
