/** Languages by code and by any of their names. The codes are BCP 47; names come from the platform's own tables. */

/** What archives of fan fiction are written in, most used first; any other BCP 47 code is taken as well. */
export const COMMON_LANGUAGES = [
  'en',
  'zh',
  'zh-Hant',
  'ru',
  'es',
  'fr',
  'it',
  'de',
  'pt-BR',
  'pt',
  'pl',
  'uk',
  'id',
  'ja',
  'ko',
  'vi',
  'th',
  'tr',
  'nl',
  'sv',
  'fi',
  'da',
  'nb',
  'nn',
  'is',
  'cs',
  'sk',
  'hu',
  'ro',
  'bg',
  'sr',
  'hr',
  'sl',
  'el',
  'he',
  'ar',
  'fa',
  'ur',
  'hi',
  'bn',
  'ta',
  'ms',
  'fil',
  'ca',
  'gl',
  'eu',
  'et',
  'lv',
  'lt',
  'cy',
  'ga',
  'gd',
  'la',
  'eo',
  'sw',
  'af',
  'sq',
  'mk',
] as const;

const OWN_NAMES: Record<string, string> = {
  zh: '中文',
  'zh-hans': '中文（简体）',
  'zh-hant': '中文（繁體）',
  ru: 'Русский',
  'pt-br': 'Português brasileiro',
  pt: 'Português europeu',
  nb: 'Norsk',
  fil: 'Filipino',
  id: 'Bahasa Indonesia',
};

/** Names that other archives give to languages, where they are none of the above. */
const OTHER_NAMES: Record<string, string> = {
  '中文-普通话 國語': 'zh',
  '中文（简体）': 'zh-Hans',
  简体中文: 'zh-Hans',
  繁體中文: 'zh-Hant',
  '中文-简体': 'zh-Hans',
  '中文-繁體': 'zh-Hant',
  中文简体: 'zh-Hans',
  中文繁體: 'zh-Hant',
};

const names = (locale: string) => new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
const english = names('en');

const selfNames = new Map<string, string>();

/** The name of a language in itself, such as "Français"; the code where nobody knows it. */
export function languageName(code: string): string {
  const before = selfNames.get(code);
  if (before !== undefined) return before;
  const name = nameInItself(code);
  // Making the platform's table of names costs milliseconds, and every page of a work asks.
  if (selfNames.size < 500) selfNames.set(code, name);
  return name;
}

function nameInItself(code: string): string {
  try {
    const own = OWN_NAMES[code.toLowerCase()] ?? names(code).of(code);
    return own ? own.charAt(0).toLocaleUpperCase(code) + own.slice(1) : (english.of(code) ?? code);
  } catch {
    return code;
  }
}

let byName: Map<string, string> | undefined;

function knownNames(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  for (const code of COMMON_LANGUAGES) {
    for (const name of [code, languageName(code), english.of(code)])
      if (name) byName.set(name.toLowerCase(), code);
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) byName.set(name, code);
  return byName;
}

/** The code of a language given by code or by name, or null when it is none. */
export function languageCode(given: string): string | null {
  const known = knownNames().get(given.trim().toLowerCase());
  if (known) return known;
  try {
    const [code] = Intl.getCanonicalLocales(given.trim());
    return code && english.of(code) ? code : null;
  } catch {
    return null;
  }
}
