import type { CommandFault, EmbedMessage, ExitReason } from '@roundgate/contract';

/** What the operator's page may do to a running game. */
export interface Commanded {
  /** True once play is over: then only the language may still change. */
  readonly isOver: boolean;
  /** True once the game is on the screen. */
  readonly isReady: boolean;
  pause(paused: boolean): void;
  showHistory(): void;
  mute(muted: boolean): void;
  setLocale(locale: string): Promise<void>;
  /** False when the balance could not be had. */
  refreshBalance(): Promise<boolean>;
  exit(reason: ExitReason): void;
}

/** Carries out a command of the operator's page; answers why not, when it does not. */
export async function obey(command: EmbedMessage, game: Commanded): Promise<CommandFault | undefined> {
  if (game.isOver && command.type !== 'set-locale') return 'ended';
  switch (command.type) {
    case 'hello':
      return undefined;
    case 'pause':
    case 'resume':
      if (!game.isReady) return 'not_ready';
      game.pause(command.type === 'pause');
      return undefined;
    case 'show-history':
      if (!game.isReady) return 'not_ready';
      game.showHistory();
      return undefined;
    case 'mute':
      game.mute(command.muted);
      return undefined;
    case 'set-locale':
      await game.setLocale(command.locale);
      return undefined;
    case 'refresh-balance':
      if (!game.isReady) return 'not_ready';
      return (await game.refreshBalance()) ? undefined : 'unavailable';
    case 'exit':
      game.exit('operator');
      return undefined;
  }
}
