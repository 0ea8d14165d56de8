import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { WalletDialect } from '@roundgate/contract';
import { countReplays, isChainIntact, netOfRounds, readBooks } from '../fixtures/books.ts';
import { LobbyPlayer } from '../fixtures/lobby.ts';
import { publishDemo } from '../fixtures/publish-demo.ts';
import { type Stack, startStack } from '../fixtures/stack.ts';
import { CHROMIUM_ARGS } from '../playwright.config.ts';

/** The bus may take this long (spec E1). */
const BUS_WITHIN_MS = 60_000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '25' },
    dialect: { type: 'string', default: 'roundgate-v1' },
  },
});
const ROUNDS = Number(values.rounds);
const dialect = WalletDialect.parse(values.dialect);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Plays the rounds as a person does, in a browser, and returns who played. */
async function play(stack: Stack): Promise<string> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: CHROMIUM_ARGS,
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 900, height: 800 },
      reducedMotion: 'reduce',
    });
    const player = new LobbyPlayer(await context.newPage(), stack);
    await player.open();
    await player.fund();
    const game = await player.enter();
    for (let round = 1; round <= ROUNDS; round += 1) {
      await player.spin(game);
      if (round % 5 === 0) say(`  ${round} of ${ROUNDS} rounds played`);
    }
    return await player.playerId();
  } finally {
    await browser.close();
  }
}

/** Waits until every event of the chain is in the write-once store, or time is up. */
async function settledBooks(stack: Stack, playerId: string): ReturnType<typeof readBooks> {
  const endMs = Date.now() + BUS_WITHIN_MS;
  for (;;) {
    const books = await readBooks(stack, playerId);
    if (books.events.length >= ROUNDS || Date.now() > endMs) return books;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function smoke(stack: Stack): Promise<boolean> {
  await publishDemo(stack, (text) => say(`  ${text}`));
  const playerId = await play(stack);
  const books = await settledBooks(stack, playerId);
  // A win of nothing that only closes its round pays nobody.
  const count = (kind: string): number =>
    books.wallet.entries.filter((entry) => entry.kind === kind && entry.amount_minor !== 0).length;
  const report = {
    rounds: books.rounds.filter((round) => round.state === 'SETTLED').length,
    debits: count('debit'),
    credits: count('credit'),
    walletNetMinor: books.wallet.net_minor,
    ledgerNetMinor: netOfRounds(books.rounds),
    replaysMatch: await countReplays(stack, books.rounds),
    chainIntact: isChainIntact(books),
    eventsOnBus: books.events.filter(({ event }) => event.type === 'spin_finished').length,
  };
  const winners = books.rounds.filter((round) => (round.win?.amount_minor ?? 0) > 0).length;
  console.log(values.json ? JSON.stringify(report) : report);
  const counts = [report.rounds, report.debits, report.replaysMatch, report.eventsOnBus];
  return (
    counts.every((value) => value === ROUNDS) &&
    report.credits === winners &&
    report.walletNetMinor === report.ledgerNetMinor &&
    report.chainIntact
  );
}

const state = mkdtempSync(join(tmpdir(), 'roundgate-smoke-'));
const logs: string[] = [];
const stack = await startStack({
  port: 0,
  state,
  dialect,
  say: (text) => say(`  ${text}`),
  onLog: (line) => void logs.push(line),
});
let agrees = false;
try {
  agrees = await smoke(stack);
} catch (error) {
  say(
    `${logs
      .filter((line) => !line.includes('"info"'))
      .slice(-20)
      .join('')}`,
  );
  console.error(error);
} finally {
  await stack.stop();
  rmSync(state, { recursive: true, force: true });
}
process.exit(agrees ? 0 : 1);
