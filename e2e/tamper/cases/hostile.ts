import { readFileSync } from 'node:fs';
import { repo } from '../../fixtures/paths.ts';
import { publishDemo } from '../../fixtures/publish-demo.ts';
import type { Stack } from '../../fixtures/stack.ts';
import type { TamperCase } from '../case.ts';
import { LANGUAGE } from '../launch-pad.ts';

/** The demo game's next version, by a studio that means ill: it takes the same road as any other. */
export const publishHostileBuild = (stack: Stack): Promise<string> =>
  publishDemo(stack, () => {}, { 'game.js': readFileSync(repo('e2e/tamper/hostile-game.js')) }, 2);

/** An act of the hostile game, by the region that it reads in its language. Its frame is there: it is a signed game. */
const act = (row: number, region: string, name: string, expect: string): TamperCase => ({
  row,
  name: `a signed game that ${name}`,
  expect: [expect],
  locale: `${LANGUAGE}-${region}`,
  gameFrames: true,
  arrange: async () => {},
});
const breaks = (region: string, name: string): TamperCase => act(23, region, name, 'bridge_violation');
const leaves = (region: string, name: string): TamperCase => act(24, region, name, 'frame_escaped');
/** It tells itself that it was kept from it. */
const tries = (row: number, region: string, name: string): TamperCase =>
  act(row, region, name, 'game_failed');

/** What a signed game may try from inside its frame; they need {@link publishHostileBuild}. */
export const HOSTILE_CASES: readonly TamperCase[] = [
  breaks('AA', 'sends a message of no known type'),
  breaks('AB', 'sends a message once more'),
  breaks('AC', 'sends a message of 100,000 characters'),
  breaks('AD', 'boots a second time'),
  breaks('AE', 'hands over a port of its own'),
  breaks('AF', 'floods the bridge'),
  breaks('AG', 'adds a field to a message'),
  leaves('AH', 'goes to another document'),
  leaves('AI', 'goes to another site'),
  tries(24, 'BA', 'opens a window'),
  tries(24, 'BB', 'opens a peer connection'),
  tries(24, 'BC', 'reads its parent'),
  tries(24, 'BD', 'reads where the page is'),
  tries(24, 'BE', 'takes the page elsewhere'),
  tries(24, 'BF', 'fetches'),
  tries(24, 'BG', 'tells by a picture'),
  tries(24, 'BH', 'stores'),
  tries(24, 'BI', 'reads cookies'),
  tries(24, 'BJ', 'opens a socket'),
  tries(25, 'CA', 'evaluates text'),
  tries(25, 'CB', 'makes a function of text'),
  tries(25, 'CC', 'starts a worker'),
  tries(25, 'CD', 'compiles WebAssembly'),
  tries(25, 'CE', 'writes a script'),
  tries(25, 'CF', 'imports from an address'),
];
