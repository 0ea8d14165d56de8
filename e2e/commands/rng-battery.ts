import { spawn } from 'node:child_process';
import { repo } from '../fixtures/paths.ts';

// The battery belongs to the game server; this only makes it a command of the repository.
const args = [repo('apps/studio-rgs/scripts/rng-battery.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
child.on('close', (code) => process.exit(code ?? 1));
