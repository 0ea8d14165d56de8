import type { LaunchBundle, RootDocument, TrustEnvelope } from '@roundgate/contract/trust';
import { payloadTypeOf } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import type { Stage, TamperCase } from '../case.ts';
import { contentOf, digestOf, type Forgery, forge } from '../forge.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const FAR = '2090-01-01T00:00:00.000Z';

/** Serves another bundle in the place of the edge's. */
async function serve({ context }: Stage, bundle: unknown, status = 200): Promise<void> {
  await context.route('**/trust/launch/**', (route) =>
    route.fulfill({
      status,
      headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
      body: typeof bundle === 'string' ? bundle : JSON.stringify(bundle),
    }),
  );
}
const forged = (change: Forgery) => async (stage: Stage) =>
  serve(stage, await forge(stage.genuine.bundle, stage.pad.keys, change));
const edited = (edit: (bundle: LaunchBundle) => unknown) => async (stage: Stage) =>
  serve(stage, edit(stage.genuine.bundle));

const spoilt = (envelope: TrustEnvelope): TrustEnvelope => {
  const payload = Buffer.from(envelope.payload, 'base64');
  payload[payload.length >> 1] = (payload[payload.length >> 1] ?? 0) ^ 1;
  return { ...envelope, payload: payload.toString('base64') };
};
const row = (number: number, name: string, expect: string, arrange: TamperCase['arrange']): TamperCase => ({
  row: number,
  name,
  expect: [expect],
  arrange,
});

const spoiltDocuments = (['studio', 'build', 'permit', 'status'] as const).map((kind) =>
  row(
    1,
    `one bit of the ${kind} document`,
    'signature_invalid',
    edited((bundle) => ({ ...bundle, [kind]: spoilt(bundle[kind]) })),
  ),
);

const rollbacks: TamperCase[] = [
  row(6, 'a status older than one this device has seen', 'trust_rolled_back', async (stage) => {
    // A first launch with a status of the future raises the floor; the genuine one is then older.
    await forged({ status: (status) => ({ ...status, version: status.version + 1_000 }) })(stage);
    const page = await stage.pad.operatorPage(stage.context);
    await stage.pad.launch(page, stage.url);
    await page.page().close();
    await stage.context.unroute('**/trust/launch/**');
    return (await stage.pad.session()).url;
  }),
  row(
    6,
    'an older permit than the status names',
    'trust_rolled_back',
    forged({ permit: (permit) => ({ ...permit, version: permit.version + 1 }), pinned: false }),
  ),
  row(
    6,
    'an older studio document than the status names',
    'trust_rolled_back',
    forged({ studio: (studio) => ({ ...studio, version: studio.version + 1 }), pinned: false }),
  ),
  row(
    6,
    'a gap in the chain of roots',
    'trust_rolled_back',
    forged({ root: (root) => ({ ...root, version: 3 }) }),
  ),
  row(
    6,
    'no root',
    'trust_missing',
    edited((bundle) => ({ ...bundle, roots: [] })),
  ),
  row(
    14,
    'a permit of other content under the same version',
    'trust_rolled_back',
    forged({ permit: (permit) => ({ ...permit, expires_at: FAR }), pinned: false }),
  ),
];

const lives: TamperCase[] = [
  row(
    7,
    'a root that has expired',
    'trust_expired',
    forged({ root: (root) => ({ ...root, expires_at: LONG_AGO }) }),
  ),
  row(
    7,
    'a studio that has expired',
    'trust_expired',
    forged({ studio: (studio) => ({ ...studio, expires_at: LONG_AGO }) }),
  ),
  row(
    7,
    'a permit that has expired',
    'trust_expired',
    forged({ permit: (permit) => ({ ...permit, expires_at: LONG_AGO }) }),
  ),
  row(
    7,
    'a permit that begins in the future',
    'market_refused',
    forged({ permit: (permit) => ({ ...permit, not_before: FAR }) }),
  ),
  ...([-1, 1] as const).map(
    (days): TamperCase => ({
      row: 7,
      name: `a device whose clock is ${days > 0 ? 'a day ahead' : 'a day behind'}: nothing hangs on it`,
      expect: ['ready'],
      gameFrames: true,
      arrange: async ({ context }) =>
        context.addInitScript((offset) => {
          const now = Date.now.bind(Date);
          Date.now = () => now() + offset;
        }, days * 86_400_000),
    }),
  ),
];

const signers: TamperCase[] = [
  row(8, 'a permit signed by the online key', 'signature_invalid', forged({ by: { permit: ['status'] } })),
  row(8, 'a status signed by compliance', 'signature_invalid', forged({ by: { status: ['compliance'] } })),
  row(8, 'a studio vouched for by its own key', 'signature_invalid', forged({ by: { studio: ['studio'] } })),
  row(8, 'a wrong key under the right key id', 'signature_invalid', async (stage) => {
    const { bundle } = stage.genuine;
    const other = await forge(bundle, stage.pad.keys, { by: { permit: ['status'] } });
    const keyid = stage.pad.keys.get('compliance').keyid;
    const signatures = other.permit.signatures.map(({ sig }) => ({ keyid, sig }));
    await serve(stage, { ...other, permit: { ...other.permit, signatures } });
  }),
  row(8, 'a build whose key was revoked', 'signature_invalid', async (stage) => {
    const { keyid } = stage.pad.keys.get('studio');
    await forged({ status: (status) => ({ ...status, revoked_keys: [keyid] }) })(stage);
  }),
  row(9, 'a root signed by one of two', 'signature_invalid', forged({ by: { root: ['root-1'] } })),
  row(
    9,
    'a root signed twice by the same key',
    'signature_invalid',
    forged({ by: { root: ['root-1', 'root-1'] } }),
  ),
];

const confusions: TamperCase[] = [
  row(
    10,
    'a permit in the place of the build',
    'signature_invalid',
    edited((bundle) => ({ ...bundle, build: bundle.permit })),
  ),
  row(
    10,
    'a build under the type of a permit',
    'signature_invalid',
    edited((bundle) => ({ ...bundle, build: { ...bundle.build, payloadType: payloadTypeOf('permit') } })),
  ),
  row(11, 'the permit of another country', 'market_refused', async (stage) => {
    const other = await stage.pad.genuine((await stage.pad.session({ country: 'DE' })).url);
    await serve(stage, { ...stage.genuine.bundle, permit: other.bundle.permit, status: other.bundle.status });
  }),
  row(
    11,
    'a permit without this build',
    'market_refused',
    forged({ permit: (permit) => ({ ...permit, games: {} }) }),
  ),
  row(11, 'a build that is not the one of the address', 'build_mismatch', async (stage) => {
    const studio = stage.pad.keys.get('studio');
    const build = { ...contentOf<Record<string, unknown>>(stage.genuine.bundle.build), seq: 999 };
    const envelope = await signPayload(
      payloadTypeOf('build'),
      new TextEncoder().encode(JSON.stringify(build)),
      [studio],
    );
    await serve(stage, { ...stage.genuine.bundle, build: envelope });
  }),
  row(
    12,
    'a build outside the prefix of its studio',
    'signature_invalid',
    forged({ studio: (studio) => ({ ...studio, game_prefix: 'g-other' }) }),
  ),
  row(22, 'a build that was revoked before', 'build_revoked', async (stage) => {
    const hash = `sha256:${digestOf(stage.genuine.bundle.build)}`;
    await forged({ status: (status) => ({ ...status, revoked_builds: [hash] }) })(stage);
  }),
  row(
    22,
    'a build that is not live',
    'build_revoked',
    forged({ status: (status) => ({ ...status, live: {} }) }),
  ),
  row(
    27,
    'a loader older than the root allows',
    'loader_too_old',
    forged({ root: (root: RootDocument) => ({ ...root, min_loader: '99.0.0' }) }),
  ),
];

/** A signed manifest with something in it that no parser may take for something else. */
const signedManifest = (name: string, change: (json: string) => string): TamperCase =>
  row(13, `a signed manifest with ${name}`, 'signature_invalid', async (stage) => {
    const json = Buffer.from(stage.genuine.bundle.build.payload, 'base64').toString('utf8');
    const bytes = new TextEncoder().encode(change(json)) as Uint8Array<ArrayBuffer>;
    const build = await signPayload(payloadTypeOf('build'), bytes, [stage.pad.keys.get('studio')]);
    await serve(stage, { ...stage.genuine.bundle, build });
  });

const parsers: TamperCase[] = [
  signedManifest('a key that stands twice', (json) => json.replace('{', '{"entry":"model.json",')),
  signedManifest('an unknown field', (json) => json.replace('{', '{"surprise":1,')),
  signedManifest('a prototype', (json) => json.replace('{', '{"__proto__":{"entry":"x.js"},')),
  signedManifest('depth without end', () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
  {
    ...signedManifest('a weak digest', (json) =>
      json.replace(/"sha256":"[0-9a-f]{64}"/, '"sha256":"d41d8cd98f00b204"'),
    ),
    row: 16,
  },
  {
    ...signedManifest('a path that climbs', (json) => json.replaceAll('model.json', '../model.json')),
    row: 3,
  },
];

const missing: TamperCase[] = [
  ...(['studio', 'build', 'permit', 'status'] as const).map((kind) =>
    row(
      15,
      `no ${kind} document`,
      'trust_missing',
      edited((bundle) => ({ ...bundle, [kind]: null })),
    ),
  ),
  row(15, 'documents that are not there (404)', 'build_missing', (stage) => serve(stage, '{}', 404)),
  row(15, 'documents from a failing server (500)', 'trust_missing', (stage) => serve(stage, '{}', 500)),
  row(15, 'documents that are an error page', 'trust_missing', (stage) => serve(stage, '<html>sorry</html>')),
  row(15, 'documents without end', 'signature_invalid', (stage) => serve(stage, ' '.repeat(400_000))),
  {
    row: 15,
    name: 'documents that never come',
    expect: ['network'],
    arrange: async ({ context }) => context.route('**/trust/launch/**', (route) => route.abort('timedout')),
  },
];

export const DOCUMENT_CASES: readonly TamperCase[] = [
  ...spoiltDocuments,
  ...rollbacks,
  ...lives,
  ...signers,
  ...confusions,
  ...parsers,
  ...missing,
];
