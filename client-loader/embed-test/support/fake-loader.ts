import type { CommandFault, EmbedMessage } from '@roundgate/contract';
import { EmbedLink } from '../../src/frame/embed-link.ts';

// A loader frame without a game: the loader's own line to the operator's page, and hands for the test to speak with.

interface Hands {
  readonly commands: EmbedMessage[];
  /** What the next commands are refused with. */
  refuse: CommandFault | undefined;
  say(type: string, fields?: object): void;
}

declare global {
  var hands: Hands;
}

const metaOf = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
const mode = metaOf('mode');
const commands: EmbedMessage[] = [];

const link = new EmbedLink([metaOf('ancestor')], (command) => {
  commands.push(command);
  if (mode === 'deaf') return new Promise(() => {});
  if (command.type === 'exit') link.send('exit', { reason: 'operator' });
  return Promise.resolve(globalThis.hands.refuse);
});

globalThis.hands = {
  commands,
  refuse: undefined,
  say: (type, fields) => link.send(type, fields),
};
if (mode !== 'loading')
  link.send('ready', { game_id: 'g-night-market', build_hash: `sha256:${'3f'.repeat(32)}` });
