import type { RoundgateError, RoundgateGameElement } from '@roundgate/embed';
import { type ReactNode, useRef, useState } from 'react';
import { RoundgateGame } from './roundgate-game.tsx';

/** A lobby with one game: it is mounted to play and unmounted to leave. */
export function App(): ReactNode {
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  const [heard, setHeard] = useState('');
  const game = useRef<RoundgateGameElement>(null);
  const tell = (command: Promise<void> | undefined) =>
    command?.then(
      () => setHeard('done'),
      (error: RoundgateError) => setHeard(error.code),
    );
  return (
    <>
      <nav>
        <button type="button" id="play" onClick={() => setPlaying(true)}>
          Play
        </button>
        <button type="button" id="pause" onClick={() => tell(game.current?.pause())}>
          Pause
        </button>
        <button type="button" id="mute" onClick={() => setMuted(true)}>
          Mute
        </button>
        <button type="button" id="history" onClick={() => tell(game.current?.showHistory())}>
          History
        </button>
        <button type="button" id="leave" onClick={() => game.current?.exit()}>
          Leave
        </button>
      </nav>
      <output id="heard">{heard}</output>
      {playing && (
        <RoundgateGame
          ref={game}
          game-id="g-night-market"
          launch-endpoint="/launch"
          locale="en"
          muted={muted}
          onReady={() => setHeard('ready')}
          onBalance={({ detail: { balance } }) =>
            setHeard(`balance ${balance.amount_minor} ${balance.currency}`)
          }
          onError={({ detail }) => setHeard(`error ${detail.code}`)}
          onExit={({ detail }) => {
            setHeard(`exit ${detail.reason}`);
            setPlaying(false);
          }}
        >
          <p>The game could not be shown.</p>
        </RoundgateGame>
      )}
    </>
  );
}
