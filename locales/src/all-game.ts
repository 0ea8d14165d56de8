import cs from '../cs/game.json' with { type: 'json' };
import da from '../da/game.json' with { type: 'json' };
import de from '../de/game.json' with { type: 'json' };
import el from '../el/game.json' with { type: 'json' };
import en from '../en/game.json' with { type: 'json' };
import es from '../es/game.json' with { type: 'json' };
import fr from '../fr/game.json' with { type: 'json' };
import hi from '../hi/game.json' with { type: 'json' };
import it from '../it/game.json' with { type: 'json' };
import nl from '../nl/game.json' with { type: 'json' };
import pl from '../pl/game.json' with { type: 'json' };
import ptBr from '../pt-BR/game.json' with { type: 'json' };
import ptPt from '../pt-PT/game.json' with { type: 'json' };
import ro from '../ro/game.json' with { type: 'json' };
import sv from '../sv/game.json' with { type: 'json' };
import uk from '../uk/game.json' with { type: 'json' };
import type { Language } from './languages.ts';

/** The game's messages in every language, for a bundle that can fetch nothing later. */
export const GAME_MESSAGES: Readonly<Record<Language, typeof en>> = {
  en,
  de,
  uk,
  hi,
  es,
  fr,
  it,
  nl,
  sv,
  da,
  cs,
  ro,
  el,
  'pt-PT': ptPt,
  'pt-BR': ptBr,
  pl,
};
