/** Names of languages, in their own tongue or in English, to BCP 47 codes. */

/** Codes whose names the runtime knows. */
const CODES =
  'af am ar as ast az ba be bg bn bo br bs ca ceb chr cs cy da de el en eo es et eu fa ff fi fil fo fr fy ga gd gl gu ha haw he hi hr ht hu hy ia id is it ja jv ka kk kl km kn ko ku ky la lb lo lt lv mi mk ml mn mr ms mt my nb ne nl nn no oc or pa pl ps pt ro ru sa sco sd si sk sl so sq sr su sv sw ta te tg th tk tl tr tt ug uk ur uz vi vo wo xh yi yo yue zh zu'.split(
    ' ',
  );

/** AO3's own spellings, where the runtime has another or none. */
const OTHERS: Record<string, string> = {
  'bahasa indonesia': 'id',
  'bahasa malaysia': 'ms',
  'basa jawa': 'jv',
  bosanski: 'bs',
  'chinuk wawa': 'chn',
  creolese: 'gyn',
  'eald englisċ': 'ang',
  filipino: 'fil',
  kernewek: 'kw',
  'kreyòl ayisyen': 'ht',
  'latviešu valoda': 'lv',
  'lingua latina': 'la',
  'lietuvių kalba': 'lt',
  "mando'a": 'art-x-mandoa',
  nāhuatl: 'nah',
  norsk: 'nb',
  plattdüütsch: 'nds',
  'português brasileiro': 'pt-BR',
  'português europeu': 'pt',
  quenya: 'qya',
  sindarin: 'sjn',
  'tlhingan-hol': 'tlh',
  'toki pona': 'tok',
  'trinidadian creole': 'trf',
  türkçe: 'tr',
  'eesti keel': 'et',
  'татар теле': 'tt',
  'башҡорт теле': 'ba',
  'ʻōlelo hawaiʻi': 'haw',
  '中文-普通话 國語': 'zh',
  '中文-广东话 粵語': 'yue',
  '中文-吴语': 'wuu',
  '中文-客家话': 'hak',
  '中文-闽南话 臺語': 'nan',
  chinese: 'zh',
  mandarin: 'zh',
  'american english': 'en-US',
  'british english': 'en-GB',
  'brazilian portuguese': 'pt-BR',
};

let names: Map<string, string> | undefined;

function allNames(): Map<string, string> {
  if (names) return names;
  names = new Map();
  const english = new Intl.DisplayNames('en', { type: 'language' });
  for (const code of CODES) {
    const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code);
    for (const name of [english.of(code), own]) if (name) names.set(name.toLowerCase(), code);
  }
  for (const [name, code] of Object.entries(OTHERS)) names.set(name, code);
  return names;
}

/** A language by its name; `code` is null when the name is not known. Null for an empty name. */
export function languageNamed(name: string): { name: string; code: string | null } | null {
  const tidy = name.replace(/\s+/gu, ' ').trim();
  if (tidy === '') return null;
  return { name: tidy, code: allNames().get(tidy.toLowerCase()) ?? null };
}

/** A language by a BCP 47 code or, failing that, by its name. */
export function languageTagged(tag: string): { name: string; code: string | null } | null {
  const tidy = tag.trim().replace(/_/g, '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tidy)) return languageNamed(tag);
  try {
    const code = Intl.getCanonicalLocales(tidy)[0]!;
    if (code === 'und') return null;
    const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code);
    return name ? { name, code } : languageNamed(tag);
  } catch {
    return languageNamed(tag);
  }
}
