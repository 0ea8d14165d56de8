import type { BuildManifest } from '../../../src/builds.ts';
import type {
  LaunchBundle,
  PermitDocument,
  RootDocument,
  StatusDocument,
  StudioDocument,
  TrustEnvelope,
} from '../../../src/trust/documents.ts';
import type { TrustFaultCode } from '../../../src/trust/fault.ts';
import { flipped, renamed, retyped, signedText, withFirst } from './envelopes.ts';
import {
  BUILD,
  digestOf,
  hashOf,
  KEYS,
  keysOf,
  permitFor,
  ROOT,
  ROOT_2,
  ROOT_3,
  STUDIO,
  signed,
  statusFor,
  T,
  type VectorKey,
} from './world.ts';

const DEMO = { sha256: 'd'.repeat(64), size: 9, type: 'application/json', role: 'demo' } as const;

/** One launch and what must come of it. */
export interface TrustCase {
  readonly name: string;
  readonly bundle: LaunchBundle;
  readonly asked: { readonly digest: string; readonly country: string };
  readonly floors: Readonly<Record<string, number>>;
  readonly loader: string;
  readonly nowMs?: number;
  readonly expected: TrustFaultCode | 'ok';
}

/** What a case changes of a launch that is all right. */
interface Change {
  readonly root?: Partial<RootDocument>;
  readonly roots?: readonly TrustEnvelope[];
  readonly studio?: Partial<StudioDocument>;
  readonly build?: Partial<BuildManifest>;
  readonly permit?: Partial<PermitDocument>;
  readonly status?: Partial<StatusDocument>;
  readonly by?: Partial<Record<'root' | 'studio' | 'build' | 'permit' | 'status', readonly VectorKey[]>>;
  /** Exchanged after everything was signed and pinned. */
  readonly swap?: (bundle: LaunchBundle) => Partial<Record<keyof LaunchBundle, unknown>> | Promise<object>;
  readonly asked?: Partial<TrustCase['asked']>;
  readonly floors?: TrustCase['floors'];
  readonly loader?: string;
  readonly nowMs?: number;
}

async function launch(
  name: string,
  expected: TrustCase['expected'],
  change: Change = {},
): Promise<TrustCase> {
  const root = { ...ROOT, ...change.root };
  const studio = { ...STUDIO, ...change.studio };
  const build = { ...BUILD, ...change.build };
  const permit = { ...permitFor(build), ...change.permit };
  const status = { ...statusFor({ root, studio, permit, build }), ...change.status };
  const by = change.by ?? {};
  const bundle: LaunchBundle = {
    format: 'roundgate.launch/1',
    roots: change.roots ?? [await signed('root', root, ...(by.root ?? [KEYS.root1, KEYS.root2]))],
    studio: await signed('studio', studio, ...(by.studio ?? [KEYS.registrar])),
    build: await signed('build', build, ...(by.build ?? [KEYS.studioA])),
    permit: await signed('permit', permit, ...(by.permit ?? [KEYS.compliance])),
    status: await signed('status', status, ...(by.status ?? [KEYS.status])),
  };
  const swapped = { ...bundle, ...(await change.swap?.(bundle)) } as LaunchBundle;
  return {
    name,
    bundle: swapped,
    asked: { digest: digestOf(build), country: 'MT', ...change.asked },
    floors: change.floors ?? {},
    loader: change.loader ?? '0.1.0',
    ...(change.nowMs === undefined ? {} : { nowMs: change.nowMs }),
    expected,
  };
}

const row = Object.values(permitFor().games[BUILD.game_id] ?? {})[0];
const permitRow = (change: object): Partial<PermitDocument> => ({
  games: { [BUILD.game_id]: { [hashOf(BUILD)]: { ...row, ...change } } } as PermitDocument['games'],
});
const documentsOf = (change: object) => ({
  ...statusFor({ root: ROOT, studio: STUDIO, permit: permitFor(), build: BUILD }).documents,
  ...change,
});

async function rotated(...second: readonly VectorKey[]): Promise<TrustEnvelope[]> {
  return [await signed('root', ROOT, KEYS.root1, KEYS.root3), await signed('root', ROOT_2, ...second)];
}
const onSecondRoot = { by: { permit: [KEYS.compliance, KEYS.compliance2] }, root: ROOT_2 };

const rootCases = async (): Promise<TrustCase[]> => [
  await launch('a launch whose documents agree', 'ok'),
  await launch('a root rotated by the old keys and the new', 'ok', {
    ...onSecondRoot,
    roots: await rotated(KEYS.root1, KEYS.root2, KEYS.root4),
  }),
  await launch('a loader older than the root allows', 'loader_too_old', { root: { min_loader: '0.2.0' } }),
  await launch('a loader as old as the root allows', 'ok', {
    root: { min_loader: '0.2.0' },
    loader: '0.2.0',
  }),
  await launch('a root signed by one key of two', 'signature_invalid', { by: { root: [KEYS.root1] } }),
  await launch('a root signed twice by the same key', 'signature_invalid', {
    by: { root: [KEYS.root1, KEYS.root1] },
  }),
  await launch('a root signed by strangers', 'signature_invalid', {
    by: { root: [KEYS.stranger, KEYS.studioA] },
  }),
  await launch('a next root that the old keys did not sign', 'signature_invalid', {
    ...onSecondRoot,
    roots: await rotated(KEYS.root1, KEYS.root4),
  }),
  await launch('a next root that its own keys did not sign', 'signature_invalid', {
    ...onSecondRoot,
    roots: await rotated(KEYS.root1, KEYS.root3),
  }),
  await launch('a gap in the chain of roots', 'trust_rolled_back', {
    ...onSecondRoot,
    root: { ...ROOT_2, version: 3 },
    roots: [
      await signed('root', ROOT, KEYS.root1, KEYS.root2),
      await signed('root', { ...ROOT_2, version: 3 }, KEYS.root1, KEYS.root2),
    ],
  }),
  await launch('a chain without its first root', 'trust_rolled_back', {
    root: { version: 2 },
    roots: [await signed('root', { ...ROOT, version: 2 }, KEYS.root1, KEYS.root2)],
  }),
  await launch('a third root that only the first one’s keys signed', 'signature_invalid', {
    root: ROOT_3,
    by: { permit: [KEYS.compliance, KEYS.compliance2] },
    roots: [
      ...(await rotated(KEYS.root1, KEYS.root2, KEYS.root4)),
      await signed('root', ROOT_3, KEYS.root1, KEYS.root3),
    ],
  }),
  await launch('a role that names a key which is not there', 'signature_invalid', {
    root: {
      roles: { ...ROOT.roles, compliance: { keyids: [KEYS.compliance.keyid, '0'.repeat(16)], threshold: 1 } },
    },
  }),
  await launch('a root older than one that was seen', 'trust_rolled_back', { floors: { root: 2 } }),
  await launch('a root that the status does not name', 'trust_rolled_back', {
    status: { documents: documentsOf({ root: { version: 2, digest: '0'.repeat(64) } }) },
  }),
  await launch('a root that has expired', 'trust_expired', { root: { expires_at: T.past } }),
  await launch('a role that its keys could never meet', 'signature_invalid', {
    root: { roles: { ...ROOT.roles, status: { keyids: [KEYS.status.keyid], threshold: 2 } } },
  }),
  await launch('a key under a name that is not its own', 'signature_invalid', {
    root: {
      keys: { ...ROOT.keys, [KEYS.status.keyid]: KEYS.stranger.key },
    },
    swap: async ({ status }) => ({ status: renamed(status, KEYS.status.keyid) }),
    by: { status: [KEYS.stranger] },
  }),
  await launch('no root at all', 'trust_missing', { roots: [] }),
];

const studioCases = async (): Promise<TrustCase[]> => [
  await launch('a studio with a key that takes over', 'ok', { by: { build: [KEYS.studioB] } }),
  await launch('a studio that has expired', 'trust_expired', { studio: { expires_at: T.now } }),
  await launch('a studio signed by compliance', 'signature_invalid', { by: { studio: [KEYS.compliance] } }),
  await launch('a studio older than one that was seen', 'trust_rolled_back', {
    floors: { 'studio/st-vector': 4 },
  }),
  await launch('a studio that is not the current one', 'trust_rolled_back', {
    status: { documents: documentsOf({ 'studio/st-vector': { version: 4, digest: digestOf(STUDIO) } }) },
  }),
  await launch('a studio that the status does not know', 'trust_missing', {
    status: { documents: { root: documentsOf({}).root as never } },
  }),
  await launch('a studio with three live keys', 'signature_invalid', {
    swap: async () => ({
      studio: await signedText(
        'studio',
        JSON.stringify({ ...STUDIO, keys: keysOf(KEYS.studioA, KEYS.studioB, KEYS.stranger) }),
        KEYS.registrar,
      ),
    }),
  }),
  await launch('no studio', 'trust_missing', { swap: () => ({ studio: null }) }),
];

const buildCases = async (): Promise<TrustCase[]> => [
  await launch('a build signed by a stranger under the right key id', 'signature_invalid', {
    by: { build: [KEYS.stranger] },
    swap: ({ build }) => ({ build: renamed(build, KEYS.studioA.keyid) }),
  }),
  await launch('a build signed by the registrar', 'signature_invalid', { by: { build: [KEYS.registrar] } }),
  await launch('a build signed by a key that was revoked', 'signature_invalid', {
    status: { revoked_keys: [KEYS.studioA.keyid] },
  }),
  await launch('a build signed by the key that is left', 'ok', {
    status: { revoked_keys: [KEYS.studioA.keyid] },
    by: { build: [KEYS.studioB] },
  }),
  await launch('another build than the one asked for', 'build_mismatch', {
    asked: { digest: 'a'.repeat(64) },
  }),
  await launch('a build of a game outside the prefix of its studio', 'signature_invalid', {
    build: { game_id: 'g-other' },
  }),
  await launch('a build that names another studio', 'signature_invalid', {
    build: { studio_id: 'st-other' },
  }),
  await launch('a file of a type that the studio may not bring', 'signature_invalid', {
    build: {
      files: {
        ...BUILD.files,
        'a.wav': { sha256: 'b'.repeat(64), size: 9, type: 'audio/wav', role: 'asset' },
      },
    },
  }),
  await launch('an entry that is no script', 'signature_invalid', { build: { entry: 'model.json' } }),
  await launch('a model that is another file', 'signature_invalid', {
    build: { maths: { ...BUILD.maths, model_hash: `sha256:${'c'.repeat(64)}` } },
  }),
  await launch('a default stake that is no level', 'signature_invalid', {
    build: { stakes: { levels_minor: [20], default_minor: 30 } },
  }),
  await launch('a demo book', 'ok', { build: { files: { ...BUILD.files, 'demo.json': DEMO } } }),
  await launch('two demo books', 'signature_invalid', {
    build: { files: { ...BUILD.files, 'a.json': DEMO, 'b.json': DEMO } },
  }),
  await launch('a demo book that is a picture', 'signature_invalid', {
    build: { files: { ...BUILD.files, 'a.webp': { ...DEMO, type: 'image/webp' } } },
  }),
  await launch('one bit of a build turned', 'signature_invalid', {
    swap: ({ build }) => ({ build: flipped(build, 40) }),
  }),
  await launch('a build under the type of a permit', 'signature_invalid', {
    swap: ({ build }) => ({ build: retyped(build, 'permit') }),
  }),
  await launch('a build that its studio signed as a permit', 'signature_invalid', {
    swap: async () => ({ build: await signedText('permit', JSON.stringify(BUILD), KEYS.studioA) }),
  }),
  await launch('a permit in the place of a build', 'signature_invalid', {
    swap: ({ permit }) => ({ build: permit }),
  }),
  ...(await Promise.all(
    Object.entries({
      'a key that stands twice': withFirst(BUILD, '"format":"roundgate.build/1"'),
      'an unknown field': withFirst(BUILD, '"surprise":1'),
      'a prototype smuggled in': withFirst(BUILD, '"__proto__":{"seq":1}'),
      'a number in another form': JSON.stringify(BUILD).replace('"seq":7', '"seq":7.0'),
      'a space between': JSON.stringify(BUILD).replace('"seq":7', '"seq": 7'),
      'a byte order mark': `\ufeff${JSON.stringify(BUILD)}`,
      'depth without end': `${'['.repeat(9000)}${']'.repeat(9000)}`,
      'no JSON at all': 'build',
      'a path that leaves its folder': JSON.stringify(BUILD).replaceAll('model.json', '../model.json'),
      'a path in capitals': JSON.stringify(BUILD).replaceAll('game.js', 'Game.js'),
      'a path with a question mark': JSON.stringify(BUILD).replaceAll('game.js', 'game.js?x'),
      'a path with an escape': JSON.stringify(BUILD).replaceAll('game.js', '%2e%2e/game.js'),
      'a weak digest': JSON.stringify(BUILD).replace(
        /"sha256":"[0-9a-f]{64}"/,
        `"sha256":"${'d'.repeat(32)}"`,
      ),
      'a file without a byte': JSON.stringify(BUILD).replace('"size":4', '"size":0'),
      'a file of nine million bytes': JSON.stringify(BUILD).replace('"size":4', '"size":9000000'),
    }).map(async ([what, json]) =>
      launch(`a signed build with ${what}`, 'signature_invalid', {
        swap: async () => ({ build: await signedText('build', json, KEYS.studioA) }),
      }),
    ),
  )),
  await launch('no build', 'trust_missing', { swap: () => ({ build: null }) }),
];

const permitCases = async (): Promise<TrustCase[]> => [
  await launch('a permit signed by the online key', 'signature_invalid', { by: { permit: [KEYS.status] } }),
  await launch('a permit signed by one of two', 'signature_invalid', {
    root: {
      ...ROOT_2,
      version: 1,
      roles: { ...ROOT_2.roles, root: ROOT.roles.root },
      keys: { ...ROOT_2.keys, ...ROOT.keys },
    },
    by: { permit: [KEYS.compliance] },
  }),
  await launch('a permit that has expired', 'trust_expired', { permit: { expires_at: T.past } }),
  await launch('a permit that is not valid yet', 'market_refused', { permit: { not_before: T.later } }),
  await launch('a permit of another country', 'market_refused', { asked: { country: 'DE' } }),
  await launch('a permit whose rules are of another country', 'market_refused', {
    permit: { market: { ...permitFor().market, country: 'DE' } },
  }),
  await launch('a permit without this build', 'market_refused', { permit: { games: {} } }),
  await launch('a permit for another profile', 'market_refused', {
    permit: permitRow({ rtp_profile: '94' }),
  }),
  await launch('a certificate that has ended', 'market_refused', { permit: permitRow({ valid_to: T.now }) }),
  await launch('a certificate that has not begun', 'market_refused', {
    permit: permitRow({ valid_from: T.later }),
  }),
  await launch('a permit older than one that was seen', 'trust_rolled_back', { floors: { 'permit/MT': 6 } }),
  await launch('a permit of other content under the same version', 'trust_rolled_back', {
    status: { documents: documentsOf({ 'permit/MT': { version: 5, digest: 'e'.repeat(64) } }) },
  }),
  await launch('a permit with a link that is a script', 'signature_invalid', {
    swap: async ({ permit }) => ({
      permit: await signedText(
        'permit',
        Buffer.from(permit.payload, 'base64')
          .toString()
          .replace('"links":[]', '"links":[{"kind":"help","text":"x","url":"javascript:alert(1)"}]'),
        KEYS.compliance,
      ),
    }),
  }),
  await launch('no permit', 'trust_missing', { swap: () => ({ permit: null }) }),
  await launch('a start without network inside the permit', 'ok', { nowMs: Date.parse(T.soon) + 86_400_000 }),
  await launch('a start without network past the permit', 'trust_expired', { nowMs: Date.parse(T.later) }),
  await launch('a clock that was set back changes nothing', 'ok', { nowMs: 0 }),
];

const statusCases = async (): Promise<TrustCase[]> => [
  await launch('a status signed by compliance', 'signature_invalid', { by: { status: [KEYS.compliance] } }),
  await launch('a status older than one that was seen', 'trust_rolled_back', { floors: { status: 42 } }),
  await launch('a build that was revoked', 'build_revoked', { status: { revoked_builds: [hashOf(BUILD)] } }),
  await launch('a build that is not live', 'build_revoked', { status: { live: { [BUILD.game_id]: [] } } }),
  await launch('a game that the status does not know', 'build_revoked', { status: { live: {} } }),
  await launch('one bit of a status turned', 'signature_invalid', {
    swap: ({ status }) => ({ status: flipped(status, 20) }),
  }),
  await launch('no status', 'trust_missing', { swap: () => ({ status: null }) }),
  await launch('an envelope that is a list', 'signature_invalid', { swap: () => ({ status: [] }) }),
  await launch('an envelope without signatures', 'signature_invalid', {
    swap: ({ status }) => ({ status: { ...status, signatures: [] } }),
  }),
  await launch('an envelope with a field too many', 'signature_invalid', {
    swap: ({ status }) => ({ status: { ...status, alg: 'none' } }),
  }),
  await launch('a bundle of another format', 'trust_missing', {
    swap: () => ({ format: 'roundgate.launch/2' }),
  }),
];

/** Every launch that loader, gateway and command line must judge alike. */
export const trustCases = async (): Promise<TrustCase[]> => [
  ...(await rootCases()),
  ...(await studioCases()),
  ...(await buildCases()),
  ...(await permitCases()),
  ...(await statusCases()),
];
