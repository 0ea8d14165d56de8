import { parseArgs } from 'node:util';
import { createLogFile } from '../fixtures/log-file.ts';
import { onParentGone } from '../fixtures/parent-watch.ts';
import { PortBusyError } from '../fixtures/ports.ts';
import { publishDemo } from '../fixtures/publish-demo.ts';
import { CommandError } from '../fixtures/run.ts';
import { startStack } from '../fixtures/stack.ts';

const HIGHEST_FIRST_PORT = 65_533;
const say = (text: string): void => console.log(`  ${text}`);

/** What a person typed wrong; shown without a stack trace. */
class UsageError extends Error {}

function readPort(): number {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } } });
  const port = Number(values.port);
  if (Number.isInteger(port) && port >= 1 && port <= HIGHEST_FIRST_PORT) return port;
  throw new UsageError(
    `--port ${values.port}: it is the first of three, a whole number up to ${HIGHEST_FIRST_PORT}`,
  );
}

// Until the stack runs there is nothing to stop but what Miniflare's own handlers end.
let stop = async (): Promise<void> => {};

async function end(code: number): Promise<never> {
  console.log('\n  stopping');
  await stop();
  process.exit(code);
}

async function main(): Promise<void> {
  const port = readPort();
  console.log('Roundgate: setting up');
  const log = createLogFile(`start-${port}`);
  const stack = await startStack({ port, say, onLog: log.write });
  stop = stack.stop;
  await publishDemo(stack, say);
  console.log(`
  Open the lobby:  ${stack.urls.operator}

  Gateway ${stack.urls.edge}   loader ${stack.urls.play}   studio RGS ${stack.urls.rgsApi}
  Logs: ${log.path}    Ctrl-C stops everything.
`);
}

process.prependOnceListener('SIGINT', () => void end(0));
process.prependOnceListener('SIGTERM', () => void end(0));
onParentGone(() => void end(1));

main().catch(async (error: unknown) => {
  await stop();
  const isPlain = [PortBusyError, UsageError, CommandError].some((kind) => error instanceof kind);
  console.error(isPlain ? `\n${(error as Error).message}` : error);
  process.exit(1);
});
