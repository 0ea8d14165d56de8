import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, globSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { repo } from '../fixtures/paths.ts';
import { claimPort } from '../fixtures/ports.ts';

/** The stack that a team would usually build (Fastify and PostgreSQL), running, or undefined where it cannot. */
export interface Peer {
  readonly port: number;
  readonly stop: () => void;
}

const SOURCE = '../shared/bench/usual-stack';

/** PostgreSQL's own programs; Debian keeps them off the path. */
function postgresFolder(): string | undefined {
  const found = globSync('/usr/lib/postgresql/*/bin/initdb').at(-1);
  return found?.replace(/\/initdb$/, '');
}

async function untilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers on port ${port}`);
}

/** PostgreSQL refuses to run as root: then it runs as its own user. */
const asPostgres = (command: string, args: readonly string[]): [string, string[]] =>
  process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];

function startDatabase(bin: string, directory: string, port: number): ChildProcess {
  const data = join(directory, 'postgres');
  mkdirSync(data, { recursive: true });
  // Its user must be able to walk to its own folder.
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'postgres', directory]);
  const [init, initArgs] = asPostgres(`${bin}/initdb`, ['-A', 'trust', '-U', 'postgres', '-D', data]);
  execFileSync(init, initArgs, { stdio: 'ignore' });
  const [run, runArgs] = asPostgres(`${bin}/postgres`, [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    data,
    '-h',
    '127.0.0.1',
  ]);
  return spawn(run, runArgs, { stdio: 'ignore' });
}

/** Starts the usual stack against the same partners, when its source and PostgreSQL are on this machine. */
export async function startPeer(upstream: string, directory: string): Promise<Peer | undefined> {
  const bin = postgresFolder();
  if (!bin || !existsSync(repo(SOURCE))) return undefined;
  const source = join(directory, 'peer');
  cpSync(repo(SOURCE), source, { recursive: true });
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: source,
    stdio: 'ignore',
  });
  const [databasePort, port] = [await claimPort(0), await claimPort(0)];
  chmodSync(directory, 0o755);
  const database = startDatabase(bin, join(directory, 'database'), databasePort);
  await untilOpen(databasePort);
  const env = {
    ...process.env,
    PG: `postgres://postgres@127.0.0.1:${databasePort}/postgres`,
    UPSTREAM: upstream,
    PORT: String(port),
  };
  const server = spawn(process.execPath, [join(source, 'server.mjs')], { env, stdio: 'inherit' });
  await untilOpen(port);
  return { port, stop: () => void [server.kill(), database.kill('SIGINT')] };
}
