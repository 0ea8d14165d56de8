import { parseArgs } from 'node:util';
import { createLogFile } from '../fixtures/log-file.ts';
import { PortBusyError } from '../fixtures/ports.ts';
import { publishDemo } from '../fixtures/publish-demo.ts';
import { startStack } from '../fixtures/stack.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } } });
const say = (text: string): void => console.log(`  ${text}`);

async function main(): Promise<void> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_533) throw new PortBusyError(port);
  console.log('Roundgate: setting up');
  const log = createLogFile('start');
  const stack = await startStack({ port, say, onLog: log.write });
  const stop = async (): Promise<never> => {
    console.log('\nstopping');
    await stack.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  await publishDemo(stack, say);
  console.log(`
  Open the lobby:  ${stack.urls.operator}

  Gateway ${stack.urls.edge}   loader ${stack.urls.play}   studio RGS ${stack.urls.rgsApi}
  Logs: ${log.path}    Ctrl-C stops everything.
`);
}

main().catch((error: unknown) => {
  console.error(error instanceof PortBusyError ? `\n${error.message}` : error);
  process.exit(1);
});
