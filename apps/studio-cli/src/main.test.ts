import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './fixtures.ts';

const BIN = resolve(import.meta.dirname, '../bin/roundgate.mjs');

const COMMANDS = [
  ...['keygen', 'build', 'sign', 'verify', 'publish', 'certify', 'approve', 'withdraw', 'matrix'],
  ...['canary', 'promote', 'rollback', 'revoke', 'status'],
];

describe('roundgate', () => {
  it('prints its commands and exit codes', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of [...COMMANDS, 'Exit codes']) expect(out).toContain(name);
  });

  it.each(COMMANDS)('explains %s', async (name) => {
    const { code, out } = await run([name, '--help']);
    expect([code, out]).toEqual([0, expect.stringContaining(`Usage: roundgate ${name}`)]);
    expect(out).toContain(`Example:\n  roundgate ${name} `);
  });

  it('exits 2 without a command, for an unknown one and for unknown or missing options', async () => {
    for (const args of [
      [],
      ['frob'],
      ['verify', 'x', '--nonsense'],
      ['sign', 'x'],
      ['verify', '--pinned', 'x'],
    ])
      expect((await run(args)).code, args.join(' ')).toBe(2);
  });

  it('gives failures as JSON too', async () => {
    const { code, out, err } = await run(['verify', 'nowhere', '--pinned', 'nothing.json', '--json']);
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        ok: false,
        command: 'verify',
        exit_code: 1,
        errors: [
          { where: 'nothing.json', what: expect.stringContaining('ENOENT'), mend: expect.any(String) },
        ],
      },
    ]);
    expect(err).toContain('✗ nothing.json');
  });

  it('runs as a program and gives its exit code', () => {
    const good = spawnSync(process.execPath, [BIN, '--help'], { encoding: 'utf8' });
    expect([good.status, good.stderr]).toEqual([0, '']);
    expect(spawnSync(process.execPath, [BIN, 'frob'], { encoding: 'utf8' }).status).toBe(2);
    // Two whole processes on a machine that may be busy.
  }, 30_000);
});
