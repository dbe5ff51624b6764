import type { Messages } from '../index.js';
import { number } from './numbers.js';

export const covers: Messages['covers'] = {
  title: 'Titelbild',
  lead: 'Ein Titelbild steht über dem Werk, auf seinem EPUB und, wenn Lesende Titelbilder sehen wollen, in Listen. Man sieht es überall dort, wo man das Werk sieht, und sonst nirgends.',
  none: 'Dieses Werk hat kein Titelbild. Sein EPUB bekommt eines, das aus dem Titel gezeichnet wird.',
  picture: 'Bild',
  other: 'Ein anderes Bild',
  pictureHelp: (mb) =>
    `JPEG, PNG, GIF oder WebP bis ${number(mb)} MB; hochkant sieht am besten aus. Es wird neu geschrieben, damit nichts darin bleibt, was sagt, wo oder womit es entstand.`,
  alt: 'Was das Bild zeigt',
  altHelp: 'Wird Leuten vorgelesen, die es nicht sehen. Ohne Beschreibung gilt das Bild als Schmuck.',
  save: 'Speichern',
  remove: 'Titelbild wegnehmen',
  saved: 'Das Titelbild ist gespeichert.',
  removed: 'Das Titelbild ist weg.',
  faults: {
    summary: 'Dieses Titelbild kann nicht gespeichert werden',
    needed: 'Wähle ein Bild.',
    large: (mb) => `Das Bild ist größer als ${number(mb)} MB.`,
    kind: 'Das ist kein JPEG, PNG, GIF oder WebP.',
    broken: 'Das Bild ist nicht ganz zu lesen oder hat zu viele Bildpunkte.',
    alt: (most, given) => `Die Beschreibung hat bis zu ${number(most)} Zeichen; diese hat ${number(given)}.`,
  },
};
