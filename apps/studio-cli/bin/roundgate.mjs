#!/usr/bin/env node
// Plain JavaScript for Node 18 and newer: the sources are TypeScript, which Node runs by itself from 22.18 on, so an
// older Node hands over to the one that the workspace installs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HANDED_OVER = 'ROUNDGATE_HANDED_OVER';
const self = fileURLToPath(import.meta.url);

/** True when this Node runs TypeScript without a flag: 22.18 and newer of 22, 23.6 and newer of 23, 24 on. */
function runsTypeScript() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return (major === 22 && minor >= 18) || (major === 23 && minor >= 6) || major >= 24;
}

function findWorkspaceNode() {
  const name = process.platform === 'win32' ? 'node.cmd' : 'node';
  for (let folder = dirname(self); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '.bin', name);
    if (existsSync(candidate)) return candidate;
  }
  return undefined;
}

function handOver() {
  const node = process.env[HANDED_OVER] ? undefined : findWorkspaceNode();
  if (!node) {
    process.stderr.write(
      `roundgate: Node ${process.versions.node} cannot run TypeScript\n` +
        '  → install Node 22.18 or newer, or run "npm install" at the root of the workspace, which brings one\n',
    );
    return 2;
  }
  const env = { ...process.env, [HANDED_OVER]: '1' };
  const shell = process.platform === 'win32';
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: 'inherit', env, shell });
  // The terminal interrupts both; the child decides what that means, and this process waits for it.
  process.on('SIGINT', () => undefined);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`roundgate: ${node} did not start: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

if (runsTypeScript()) {
  // Half of a command's time is reading its own sources; a later command finds them compiled.
  module.enableCompileCache?.();
  const { runProcess } = await import('../src/main.ts');
  await runProcess();
} else {
  process.exitCode = await handOver();
}
