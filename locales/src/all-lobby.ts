import cs from '../cs/lobby.json' with { type: 'json' };
import da from '../da/lobby.json' with { type: 'json' };
import de from '../de/lobby.json' with { type: 'json' };
import el from '../el/lobby.json' with { type: 'json' };
import en from '../en/lobby.json' with { type: 'json' };
import es from '../es/lobby.json' with { type: 'json' };
import fr from '../fr/lobby.json' with { type: 'json' };
import hi from '../hi/lobby.json' with { type: 'json' };
import it from '../it/lobby.json' with { type: 'json' };
import nl from '../nl/lobby.json' with { type: 'json' };
import pl from '../pl/lobby.json' with { type: 'json' };
import ptBr from '../pt-BR/lobby.json' with { type: 'json' };
import ptPt from '../pt-PT/lobby.json' with { type: 'json' };
import ro from '../ro/lobby.json' with { type: 'json' };
import sv from '../sv/lobby.json' with { type: 'json' };
import uk from '../uk/lobby.json' with { type: 'json' };
import type { Language } from './languages.ts';

/** The lobby's messages in every language. */
export const LOBBY_MESSAGES: Readonly<Record<Language, typeof en>> = {
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
