import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBooks } from '../fixtures/books.ts';
import { repo } from '../fixtures/paths.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect, test } from '../fixtures/story.ts';
import { type Party, readRoad, walkStep } from '../fixtures/studio-road.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
// Fourteen commands and a bundle before the launch: on a slow machine that is a minute of its own.
test.setTimeout(180_000);

/** A folder of its own for each party, below the packages that `npx` would find. */
function settle(stack: Stack, root: string): Record<string, Party> {
  const { secrets, urls } = stack;
  const folder = (name: string): string => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  const secretOf = (keyId: string): string => secrets.partnerSecrets[keyId] ?? '';
  const studio = folder('studio');
  cpSync(repo('demo-game/tide-pool'), studio, {
    recursive: true,
    filter: (path) => !path.endsWith('/dist'),
  });
  cpSync(repo('apps/studio-rgs/models/tide-pool.96.json'), join(studio, 'model.96.json'));
  const desk = folder('desk');
  cpSync(secrets.trustFolder, join(desk, 'trust'), { recursive: true });
  const publicKey = join(studio, 'keys/st-skerry.public.json');
  const at = { EDGE: urls.edge };
  const deskOf = (keyId: string): Party => ({ folder: desk, env: { ...at, DESK_SECRET: secretOf(keyId) } });
  return {
    studio: { folder: studio, env: { ...at, STUDIO_SECRET: secretOf('key-st-skerry') } },
    registrar: { folder: desk, env: { STUDIO_PUBLIC_KEY: publicKey } },
    'desk-1': deskOf('key-compliance'),
    'desk-2': deskOf('key-compliance-2'),
  };
}

/** What the studio tells the desk once there is a build. */
function tellHash(studio: Party): Record<string, string> {
  const manifest = readFileSync(join(studio.folder, 'out/manifest.json'));
  return { BUILD_HASH: `sha256:${createHash('sha256').update(manifest).digest('hex')}` };
}

async function walkRoad(stack: Stack, root: string): Promise<string> {
  const parties = settle(stack, root);
  let told: Record<string, string> = {};
  for (const step of readRoad()) {
    const party = parties[step.party];
    if (!party) throw new Error(`the page names a party "${step.party}" that this test does not know`);
    await walkStep(step, { ...party, env: { ...party.env, ...told } });
    if (step.commands.includes('roundgate build ')) told = tellHash(party);
  }
  return told.BUILD_HASH ?? '';
}

test('a second studio comes to its players by the documented road alone, and plays its own maths', async ({
  player,
  page,
  stack,
  violations,
}) => {
  mkdirSync(repo('.roundgate'), { recursive: true });
  const root = mkdtempSync(repo('.roundgate/second-studio-'));
  try {
    const buildHash = await walkRoad(stack, root);
    await page.goto(`${stack.urls.operator}/?game=g-tide-pool`);
    await expect(page.locator('.games [aria-current]')).toHaveText('Tide Pool');
    await player.fund();
    const game = await player.enter();
    expect(await game.getAttribute('main.game', 'aria-label')).toBe('Tide Pool slot game');
    expect(await game.getAttribute('canvas[role="img"]', 'aria-label')).toMatch(/Starfish|Seaweed|Fish|Crab/);
    await player.spin(game);
    const { rounds } = await readBooks(stack, await player.playerId());
    expect(rounds).toMatchObject([{ game_id: 'g-tide-pool', build_hash: buildHash }]);
    expect(violations).toEqual([]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
