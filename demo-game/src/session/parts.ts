import type { MotionPreference } from '../engine/motion.ts';
import type { Stage } from '../engine/stage.ts';
import type { Synth } from '../engine/synth.ts';
import type { GameView } from '../game/scene/game-view.ts';
import type { Sounds } from '../game/sounds.ts';
import type { Controls } from '../game/ui/controls.ts';
import type { HistoryScreen } from '../game/ui/history-screen.ts';
import type { PickScreen } from '../game/ui/pick-screen.ts';
import type { RulesScreen } from '../game/ui/rules-screen.ts';
import type { StartScreen } from '../game/ui/start-screen.ts';
import type { Words } from '../game/words.ts';
import type { SlotModel } from '../model/slot-model.ts';
import type { GameHost } from './host.ts';
import type { PromoFlow } from './promo-flow.ts';

/** Everything that a running game is made of. */
export interface GameParts {
  readonly host: GameHost;
  readonly model: SlotModel;
  readonly words: Words;
  readonly stage: Stage;
  readonly motion: MotionPreference;
  readonly synth: Synth;
  readonly sounds: Sounds;
  readonly view: GameView;
  readonly controls: Controls;
  readonly start: StartScreen;
  readonly pick: PickScreen;
  readonly rules: RulesScreen;
  readonly history: HistoryScreen;
  readonly promo: PromoFlow;
}
