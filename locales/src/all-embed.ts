import cs from '../cs/embed.json' with { type: 'json' };
import da from '../da/embed.json' with { type: 'json' };
import de from '../de/embed.json' with { type: 'json' };
import el from '../el/embed.json' with { type: 'json' };
import en from '../en/embed.json' with { type: 'json' };
import es from '../es/embed.json' with { type: 'json' };
import fr from '../fr/embed.json' with { type: 'json' };
import hi from '../hi/embed.json' with { type: 'json' };
import it from '../it/embed.json' with { type: 'json' };
import nl from '../nl/embed.json' with { type: 'json' };
import pl from '../pl/embed.json' with { type: 'json' };
import ptBr from '../pt-BR/embed.json' with { type: 'json' };
import ptPt from '../pt-PT/embed.json' with { type: 'json' };
import ro from '../ro/embed.json' with { type: 'json' };
import sv from '../sv/embed.json' with { type: 'json' };
import uk from '../uk/embed.json' with { type: 'json' };
import type { Language } from './languages.ts';

/** What the operator's element says itself, in every language, before any loader frame is there to say more. */
export const EMBED_MESSAGES: Readonly<Record<Language, typeof en>> = {
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
