import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BusEvent, canonicalJson, money, type RoundReceiptFile } from '@roundgate/contract';
import { linkEvent } from '@roundgate/contract/audit';
import { RECEIPT_PAYLOAD_TYPE, type RoundReceipt, receiptPayload } from '@roundgate/contract/receipt';
import { payloadTypeOf, type RootDocument, toBase64 } from '@roundgate/contract/trust';
import { type DocumentSigner, signDocument, signPayload } from '@roundgate/contract/trust/sign';
import { MECHANICS_VERSION, playRound } from '@roundgate/studio-rgs/maths';
import { createRootRng } from '@roundgate/studio-rgs/rng';
import { afterEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolders, run, write } from '../../fixtures.ts';
import { readModel } from '../../maths/read-model.ts';
import { documentSigner, generatePrivateKey, publicKeyOf } from '../../signing/keys.ts';
import { accessTo, startTestEdge } from '../../test-edge.ts';

afterEach(removeFolders);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const TS = '2026-01-31T12:00:00.000Z';
const LATER = '2026-01-31T12:00:01.000Z';
const BUILD = `sha256:${'ab'.repeat(32)}`;
const KEY = '9Q2kLr8mVxT0';
const [stake, win] = [money(100, 'EUR'), money(250, 'EUR')];

const newKey = () => {
  const key = generatePrivateKey();
  return { ...publicKeyOf(key), signer: documentSigner(key) as DocumentSigner };
};
const [rootKey, online, stranger] = [newKey(), newKey(), newKey()];
const pins = { keys: { [rootKey.keyid]: rootKey.key }, threshold: 1 };

const rootOf = (status: string, version = 1): RootDocument => {
  const role = (keyid: string) => ({ keyids: [keyid], threshold: 1 });
  return {
    ...{ format: 'roundgate.root/1', version, expires_at: '2027-01-01T00:00:00.000Z', min_loader: '0.1.0' },
    keys: Object.fromEntries([rootKey, online, stranger].map(({ keyid, key }) => [keyid, key])),
    roles: {
      ...{ root: role(rootKey.keyid), registrar: role(rootKey.keyid), compliance: role(rootKey.keyid) },
      status: role(status),
    },
  } as RootDocument;
};

const events = [{ type: 'round_ended' as const, win_minor: 250 }];
const round = {
  ...{
    round_id: 'rnd-00000001',
    spin_id: `spin-${KEY}`,
    spin_type: 'cash' as const,
    stake,
    win,
    features: [],
  },
};
const played = { session_id: 's-1', game_id: 'g-night-market', build_hash: BUILD };
const who = { operator_id: 'op-lantern', player_id: 'p-ada' };
const finished = {
  ...{ type: 'spin_finished', ts: LATER, ...who, ...played, rtp_profile: '96' },
  ...{ round_id: round.round_id, spin_id: round.spin_id, spin_type: 'cash', stake, win },
} as BusEvent;
const leg = (name: 'debit' | 'credit', id: string, amount: typeof stake) => ({
  ...{ leg: name, transaction_id: id, amount, reference: `led-${id}`, moved_by: 'wallet' as const },
});

const RECEIPT = {
  ...{ format: 'roundgate.round-receipt/1', issued_at: '2026-02-01T00:00:00.000Z' },
  ...{ ...who, ...played, rtp_profile: '96', country: 'MT' },
  round: {
    ...{
      ...round,
      events_sha256: sha256(canonicalJson(events)),
      accepted_at: TS,
      drawn_at: TS,
      closed_at: LATER,
    },
  },
  draw: {
    ...{ mechanics_version: 'slot-engine/1', model_hash: BUILD, seed_id: 'seed-1', nonce: KEY },
    seed_commitment: `sha256:${createHash('sha256')
      .update(Buffer.from('5c'.repeat(32), 'hex'))
      .digest('hex')}`,
  },
  money: [leg('debit', `${KEY}:d`, stake), leg('credit', `${KEY}:c:1`, win)],
  chain: linkEvent(sha256, { seq: 6, hash: '7f'.repeat(32) }, finished),
} as unknown as RoundReceipt;

const result = { ...round, ...played, events, drawn_at: TS };

/** A receipt as the gateway hands it out, changed before it is signed. */
async function receiptFile(change: Partial<RoundReceipt> = {}, by = online): Promise<RoundReceiptFile> {
  const receipt = await signPayload(RECEIPT_PAYLOAD_TYPE, receiptPayload({ ...RECEIPT, ...change }), [
    by.signer,
  ]);
  const root = await signDocument('root', rootOf(online.keyid), [rootKey.signer]);
  return {
    ...{ receipt, roots: [root], result, replay_url: 'https://play.example/frame', replay_expires_at: TS },
  } as unknown as RoundReceiptFile;
}

/** Verifies a file; `extra` are files for further options. */
function verify(file: object, extra: Readonly<Record<string, object>> = {}) {
  const folder = newFolder();
  const path = (name: string, content: object) =>
    write(join(folder, `${name}.json`), JSON.stringify(content));
  const options = Object.entries({ pins, ...extra }).flatMap(([name, content]) => [
    `--${name}`,
    path(name, content),
  ]);
  return run(['receipt', 'verify', path('receipt', file), ...options]);
}
const changed = (text: string): string =>
  toBase64(Buffer.from(text.replace('"amount_minor":250', '"amount_minor":950')));

describe('roundgate receipt verify', () => {
  it('tells each thing that it has checked, without a network', async () => {
    const { code, out } = await verify(await receiptFile());
    expect(code).toBe(0);
    for (const said of [
      'round rnd-00000001 of p-ada at op-lantern',
      '✓ chain of roots: v1',
      `✓ signature: holds, by ${online.keyid}`,
      '✓ place in the chain: link 7',
      '✓ closing event',
      '✓ money: 100 taken, 250 paid',
      '✓ result: 1 events',
      '✓ draw: drawn again as this was issued, by slot-engine/1, seed-1',
    ])
      expect(out).toContain(said);
  });

  const tampered: [what: string, says: string, make: () => Promise<object>][] = [
    [
      'whose payload was changed after it was signed',
      'signature: does not hold',
      async () => {
        const file = await receiptFile();
        const payload = changed(Buffer.from(file.receipt.payload, 'base64').toString());
        return { ...file, receipt: { ...file.receipt, payload } };
      },
    ],
    ['that another key signed', 'does not name as its status key', () => receiptFile({}, stranger)],
    [
      'that is the signature of a status',
      'there is no receipt in it',
      async () => {
        const file = await receiptFile();
        return { ...file, receipt: { ...file.receipt, payloadType: payloadTypeOf('status') } };
      },
    ],
    [
      'whose root the pins do not know',
      'the chain of roots is not to be believed',
      async () => ({
        ...(await receiptFile()),
        roots: [await signDocument('root', rootOf(online.keyid), [stranger.signer])],
      }),
    ],
    [
      'whose place in the chain is another',
      'the hash of link 8 is not that of its event',
      () => receiptFile({ chain: { ...RECEIPT.chain, seq: 8, hash: '00'.repeat(32) } }),
    ],
    [
      'whose chain tells of another build',
      'build_hash is another in the chain',
      () => {
        const event = { ...finished, build_hash: `sha256:${'cd'.repeat(32)}` } as BusEvent;
        return receiptFile({ chain: linkEvent(sha256, { seq: 6, hash: '7f'.repeat(32) }, event) });
      },
    ],
    [
      'whose win was not paid',
      'credits of 0 for a win of 250',
      () => receiptFile({ money: RECEIPT.money.slice(0, 1) }),
    ],
    [
      'whose stake was taken twice',
      'more than one debit',
      () =>
        receiptFile({ money: [...RECEIPT.money, leg('debit', `${KEY}:d2`, stake)] as RoundReceipt['money'] }),
    ],
    [
      'whose money moved under the key of another round',
      'other:d is not a key of this round',
      () =>
        receiptFile({
          money: [leg('debit', 'other:d', stake), ...RECEIPT.money.slice(1)] as RoundReceipt['money'],
        }),
    ],
    ['issued before the round was closed', 'issued before', () => receiptFile({ issued_at: TS })],
    [
      'issued under a root that had expired',
      'had expired',
      () => receiptFile({ issued_at: '2027-01-01T00:00:00.000Z' }),
    ],
    [
      'beside another result',
      'the events are not those that were signed',
      async () => ({
        ...(await receiptFile()),
        result: { ...result, events: [{ type: 'round_ended', win_minor: 0 }] },
      }),
    ],
  ];
  it.each(tampered)('exits with 1 for one %s, and says so', async (_, says, make) => {
    const { code, err } = await verify(await make());
    expect([code, err]).toEqual([1, expect.stringContaining(says)]);
  });

  it('takes the chain of roots from a saved register, and refuses a key that it has dropped since', async () => {
    const next = await signDocument('root', rootOf(stranger.keyid, 2), [rootKey.signer]);
    const file = await receiptFile();
    expect((await verify(file, { keys: { roots: file.roots } })).code).toBe(0);
    const { code, err } = await verify(file, { keys: { roots: [...file.roots, next] } });
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('which root v2 does not name as its status key'),
    ]);
  });

  it('holds the promise of the seed against what the studio has published, and has revealed', async () => {
    const commitment = RECEIPT.draw?.seed_commitment;
    const seeds = (over: object) => ({
      seeds: {
        seeds: [{ seed_id: 'seed-1', status: 'retired', commitment, draw_root: '5c'.repeat(32), ...over }],
      },
    });
    expect((await verify(await receiptFile(), seeds({}))).out).toContain(
      'is revealed, and is the one that was promised',
    );
    expect((await verify(await receiptFile(), seeds({ draw_root: null }))).out).toContain('not revealed yet');
    for (const [over, says] of [
      [{ draw_root: '00'.repeat(32) }, 'is not the one that was promised'],
      [{ commitment: `sha256:${'0'.repeat(64)}` }, 'with another commitment'],
      [{ seed_id: 'seed-2' }, 'is not among the published seeds'],
    ] as const)
      expect((await verify(await receiptFile(), seeds(over))).err).toContain(says);
  });
});

describe('a round whose seed is revealed', () => {
  const path = resolve(import.meta.dirname, '../../../../studio-rgs/models/night-market.96.json');
  const model = readModel(path);
  const root = '5c'.repeat(32);
  const played = playRound(model.model, 100, createRootRng(Buffer.from(root, 'hex'), KEY).draw);
  const draw = { ...RECEIPT.draw, model_hash: model.hash, mechanics_version: MECHANICS_VERSION };
  const seeds = (draw_root: string | null) => ({
    seeds: [
      { ...{ seed_id: 'seed-1', status: 'retired', draw_root }, commitment: RECEIPT.draw?.seed_commitment },
    ],
  });

  /** The receipt of the round that the root gives, or of another win, verified with model and seeds. */
  async function redrawn(
    over: Partial<typeof draw> = {},
    drawRoot: string | null = root,
    winMinor = played.winMinor,
  ) {
    const won = money(winMinor, 'EUR');
    const told = played.events.map((event) =>
      event.type === 'round_ended' ? { ...event, win_minor: winMinor } : event,
    );
    const event = { ...finished, win: won } as BusEvent;
    const paid = winMinor > 0 ? [leg('credit', `${KEY}:c:1`, won)] : [];
    const file = await receiptFile({
      round: { ...RECEIPT.round, win: won, events_sha256: sha256(canonicalJson(told)) },
      draw: { ...draw, ...over } as RoundReceipt['draw'],
      money: [leg('debit', `${KEY}:d`, stake), ...paid] as RoundReceipt['money'],
      chain: linkEvent(sha256, { seq: 6, hash: '7f'.repeat(32) }, event),
    });
    const options = ['--pins', write(join(newFolder(), 'pins.json'), JSON.stringify(pins)), '--model', path];
    options.push('--seeds', write(join(newFolder(), 'seeds.json'), JSON.stringify(seeds(drawRoot))));
    const whole = { ...file, result: { ...result, win: won, events: told } };
    return run(['receipt', 'verify', write(join(newFolder(), 'r.json'), JSON.stringify(whole)), ...options]);
  }

  it('is drawn again by whoever holds model and receipt, to the event', async () => {
    const { code, out } = await redrawn();
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/drawn again here: 5 draws from the revealed seed come to the same \d+ events/),
    ]);
    expect((await redrawn({}, null)).out).toContain('waits: seed-1 is not revealed yet');
  });

  it('ends with 1 when it comes to something else, or was drawn by other mechanics or from another model', async () => {
    const runs = await Promise.all([
      redrawn({}, root, played.winMinor + 10),
      redrawn({ nonce: 'another-nonce' }),
      redrawn({ mechanics_version: 'slot-engine/0' }),
      redrawn({ model_hash: BUILD }),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    const said = [
      'the revealed seed comes to a win of',
      'the revealed seed comes to',
      'was drawn by slot-engine/0',
      'was drawn from',
    ];
    for (const [index, text] of said.entries()) expect(runs[index]?.err).toContain(text);
  });
});

it('roundgate receipt fetch keeps what the gateway answered, and never writes over a file', async () => {
  const edge = await startTestEdge();
  const file = await receiptFile();
  edge.pranks.push({ status: 200, body: file }, { status: 200, body: file });
  const out = join(newFolder(), 'receipt.json');
  const access = accessTo(edge);
  const args = ['receipt', 'fetch', '--player', 'p-ada', '--round', 'rnd-00000001', '--out', out, ...access];
  expect((await run(args)).code).toBe(0);
  expect([existsSync(out), JSON.parse(readFileSync(out, 'utf8'))]).toEqual([true, file]);
  expect((await run(args)).code).toBe(1);
  await edge.close();
});
