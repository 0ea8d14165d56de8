import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { SAMPLE_MESSAGES } from './fixtures/messages.ts';
import { createTranslator, type MessageSource } from './i18n.ts';
import type { Language } from './languages.ts';

const en = {
  play: 'Play',
  error: { network: 'No network, {name}' },
  spins: '{n, plural, one {# spin} other {# spins}}',
};
const uk = {
  play: 'Грати',
  'error.network': 'Немає мережі, {name}',
  spins: '{n, plural, one {# оберт} few {# оберти} many {# обертів} other {# оберту}}',
};

const make = (resources: { [L in Language]?: MessageSource }, language: Language = 'en', strict = false) =>
  createTranslator({ language, namespace: 'lobby', resources, strict });

describe('createTranslator', () => {
  it('formats plurals by the rules of the language, nested and dotted keys alike', async () => {
    const translator = await make({ en, uk }, 'uk');
    expect(translator.t('spins', { n: 3 })).toBe('3 оберти');
    expect(translator.t('spins', { n: 12 })).toBe('12 обертів');
    expect(translator.t('error.network', { name: 'Ада' })).toBe('Немає мережі, Ада');
  });

  it('keeps angle brackets and quotes of values as they are', async () => {
    const translator = await make({ en });
    expect(translator.t('error.network', { name: `<b>"O'Hara"</b>` })).toBe(`No network, <b>"O'Hara"</b>`);
  });

  it('gives what intl-messageformat gives for every form', async () => {
    for (const language of ['en', 'de', 'uk', 'hi', 'es'] as const) {
      const translator = await make({ [language]: SAMPLE_MESSAGES[language] }, language, true);
      for (const [key, message] of Object.entries(SAMPLE_MESSAGES[language])) {
        const values = { n: 5, name: 'Ada', who: 'you', stake: '1,00 €', game: 'Night Market', rtp: 0.96 };
        const reference = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
        expect(translator.t(key, values)).toBe(reference.format(values));
      }
    }
  });

  it('switches the language live, tells its listeners, and fetches messages only then', async () => {
    let fetched = 0;
    const fetchUkrainian = async () => {
      fetched += 1;
      return uk;
    };
    const translator = await make({ en, uk: fetchUkrainian });
    const heard: Language[] = [];
    const stop = translator.onChange((language) => heard.push(language));
    expect([translator.t('play'), fetched]).toEqual(['Play', 0]);
    await translator.setLanguage('uk');
    expect([translator.t('play'), translator.language, fetched]).toEqual(['Грати', 'uk', 1]);
    stop();
    await translator.setLanguage('en');
    expect(heard).toEqual(['uk']);
  });

  it('keeps the newest choice when an older download ends later', async () => {
    let arrive: (messages: typeof uk) => void = () => undefined;
    const arrival = new Promise<typeof uk>((resolve) => {
      arrive = resolve;
    });
    const translator = await make({ en, uk: () => arrival, de: { play: 'Spielen' } });
    const slow = translator.setLanguage('uk');
    await translator.setLanguage('de');
    arrive(uk);
    await slow;
    expect([translator.language, translator.t('play')]).toEqual(['de', 'Spielen']);
  });

  it('stays in its language when the messages of another cannot be fetched', async () => {
    const translator = await make({ en, uk: () => Promise.reject(new Error('offline')) });
    await expect(translator.setLanguage('uk')).rejects.toThrow('offline');
    expect([translator.language, translator.t('play')]).toEqual(['en', 'Play']);
  });

  it('falls back to the source, then to the key, when it is not strict', async () => {
    const translator = await make({ en, de: {} }, 'de');
    expect(translator.t('play')).toBe('Play');
    expect(translator.t('spins', { n: 2 })).toBe('2 spins');
    expect(translator.t('nowhere.{broken')).toBe('nowhere.{broken');
    expect((await make({ en }, 'hi')).t('play')).toBe('Play');
  });

  it('throws for a missing key and a missing language when it is strict', async () => {
    const translator = await make({ en, de: {} }, 'de', true);
    expect(() => translator.t('play')).toThrow('de/lobby has no "play"');
    await expect(make({ en }, 'hi', true)).rejects.toThrow('no messages for hi/lobby');
  });

  it('throws for broken ICU: at once when strict, else at the call', async () => {
    const broken = { en: { bad: '{n, plural, one {x}' } };
    await expect(make(broken, 'en', true)).rejects.toThrow('en/lobby "bad" is not valid ICU');
    const translator = await make(broken);
    expect(() => translator.t('bad', { n: 1 })).toThrow('en/lobby "bad"');
  });

  it('throws when a value is missing', async () => {
    const translator = await make({ en });
    expect(() => translator.t('error.network')).toThrow('"name" was not provided');
  });
});
