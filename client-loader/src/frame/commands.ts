import type { CommandFault, EmbedMessage, ExitReason } from '@roundgate/contract';

/** What the operator's page asks for once it has been greeted. */
export type Command = Exclude<EmbedMessage, { type: 'hello' }>;

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
export async function obey(command: Command, game: Commanded): Promise<CommandFault | undefined> {
  if (command.type === 'set-locale') return void (await game.setLocale(command.locale));
  if (game.isOver) return 'ended';
  if (command.type === 'mute') return void game.mute(command.muted);
  if (command.type === 'exit') return void game.exit('operator');
  // What is left is for a game that is on the screen.
  if (!game.isReady) return 'not_ready';
  if (command.type === 'show-history') return void game.showHistory();
  if (command.type !== 'refresh-balance') return void game.pause(command.type === 'pause');
  return (await game.refreshBalance()) ? undefined : 'unavailable';
}
