import { spawn } from 'node:child_process';
import { repo } from '../fixtures/paths.ts';

// The generated quarter belongs to the worker; this only makes it a command of the repository.
const args = [repo('worker/sim/quarter-main.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
child.on('close', (code) => process.exit(code ?? 1));
