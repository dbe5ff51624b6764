/** Control words by what they do. */

/** Signs that have a word. */
export const SIGNS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['endash', '–'],
  ['emdash', '—'],
  ['enspace', '\u2002'],
  ['emspace', '\u2003'],
  ['qmspace', '\u2005'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
  ['ltrmark', '\u200e'],
  ['rtlmark', '\u200f'],
]);

/** Destinations with nothing to read in them. */
export const SKIPPED: ReadonlySet<string> = new Set(
  (
    'colortbl header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc ' +
    'aftncn revtbl rsidtbl themedata colorschememapping datastore latentstyles generator xmlnstbl bkmkstart bkmkend ' +
    'atnid atnauthor atntime atndate atnref atrfstart atrfend nonshppict mmathPr pntext listtext pnseclvl tc tcn xe ' +
    'rxe nesttableprops nonesttables background wgrffmtfilter userprops docvar factoidname defchp defpap template ' +
    'fchars lchars filetbl expandedcolortbl objdata objclass objname objalias objsect private passwordhash picprop ' +
    'protusertbl falt panose fname fontemb fontfile liststylename listname levelnumbers blipuid bliptag listpicture'
  ).split(' '),
);

/** What is known of the whole text. */
export const INFO: ReadonlySet<string> = new Set(['title', 'author', 'doccomm', 'keywords']);

/** `\ul` and its many kinds. */
export const isUnderline = (name: string): boolean =>
  /^ul(?:d|dash|dashd|dashdd|db|hwave|ldash|th|thd|thdash|thdashd|thdashdd|thldash|uldbwave|ululdbwave|w|wave)?$/.test(
    name,
  );
