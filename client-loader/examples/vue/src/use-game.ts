import type { RoundgateError, RoundgateEvents, RoundgateGameElement } from '@roundgate/embed';
import '@roundgate/embed';
import { ref, useTemplateRef } from 'vue';

/** The game of a component whose template holds `<roundgate-game ref="game">`: what it says, and commands to it. */
export function useGame() {
  const game = useTemplateRef<RoundgateGameElement>('game');
  const playing = ref(false);
  const muted = ref(false);
  const heard = ref('');
  const tell = async (command: (game: RoundgateGameElement) => Promise<void>): Promise<void> => {
    if (!game.value) return;
    heard.value = await command(game.value).then(
      () => 'done',
      (error: RoundgateError) => error.code,
    );
  };
  return {
    playing,
    muted,
    heard,
    pause: () => tell((element) => element.pause()),
    history: () => tell((element) => element.showHistory()),
    leave: () => game.value?.exit(),
    onReady: () => {
      heard.value = 'ready';
    },
    onBalance: ({ detail: { balance } }: RoundgateEvents['roundgate:balance']) => {
      heard.value = `balance ${balance.amount_minor} ${balance.currency}`;
    },
    onError: ({ detail }: RoundgateEvents['roundgate:error']) => {
      heard.value = `error ${detail.code}`;
    },
    onExit: ({ detail }: RoundgateEvents['roundgate:exit']) => {
      heard.value = `exit ${detail.reason}`;
      playing.value = false;
    },
  };
}
