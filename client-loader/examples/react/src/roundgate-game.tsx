import type { RoundgateAttributes, RoundgateEvents, RoundgateGameElement } from '@roundgate/embed';
import '@roundgate/embed';
import type { ReactNode, Ref } from 'react';

/** `roundgate:round-start` → `onRoundStart`. */
type PropOf<Name extends string> = Name extends `roundgate:${infer First}-${infer Second}`
  ? `on${Capitalize<First>}${Capitalize<Second>}`
  : Name extends `roundgate:${infer Word}`
    ? `on${Capitalize<Word>}`
    : never;

type Handlers = {
  readonly [Name in keyof RoundgateEvents as PropOf<Name>]?: (event: RoundgateEvents[Name]) => void;
};

export interface RoundgateGameProps extends RoundgateAttributes, Handlers {
  /** Commands: `ref.current.pause()`. */
  readonly ref?: Ref<RoundgateGameElement>;
  /** Your own way to open a session, instead of `launch-endpoint`. */
  readonly launcher?: RoundgateGameElement['launcher'];
  readonly className?: string;
  /** What is shown when there is no game. */
  readonly children?: ReactNode;
}

type ElementProps = Omit<RoundgateGameProps, keyof Handlers> & Record<`onroundgate:${string}`, unknown>;
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'roundgate-game': ElementProps;
    }
  }
}

const isHandler = (name: string): boolean => /^on[A-Z]/.test(name);
const eventOf = (name: string): string =>
  `onroundgate:${name
    .slice(2)
    .replace(/(?!^)[A-Z]/g, '-$&')
    .toLowerCase()}`;

/** React 19 listens by itself to any event of a custom element: `onRoundStart` here, `onroundgate:round-start` there. */
export function RoundgateGame(props: RoundgateGameProps): ReactNode {
  const entries = Object.entries(props).map(([name, value]) => [
    isHandler(name) ? eventOf(name) : name,
    value,
  ]);
  return <roundgate-game {...(Object.fromEntries(entries) as ElementProps)} />;
}
