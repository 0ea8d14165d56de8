import type { EmbedMessage } from '@roundgate/contract';

/** What the operator's page may do to a running game. */
export interface Commanded {
  pause(paused: boolean): void;
  mute(muted: boolean): void;
  setLocale(locale: string): Promise<void>;
  refreshBalance(): Promise<void>;
  exit(reason: string): void;
}

/** Carries out a command of the operator's page. */
export async function obey(command: EmbedMessage, game: Commanded): Promise<void> {
  switch (command.type) {
    case 'hello':
      return;
    case 'pause':
    case 'resume':
      return game.pause(command.type === 'pause');
    case 'mute':
      return game.mute(command.muted);
    case 'set-locale':
      return game.setLocale(command.locale);
    case 'refresh-balance':
      return game.refreshBalance();
    case 'exit':
      return game.exit('operator');
  }
}
