import type { Messages } from '../index.js';
import { number } from './numbers.js';

const percent = new Intl.NumberFormat('de', { style: 'percent' });
const quoted = (words: string): string => (/^["'“”„‟«»‘’‚‛‹›「『]/.test(words) ? words : `„${words}“`);

export const walk: Messages['walk'] = {
  title: (name) => `Zweifelhafte Stellen: ${name}`,
  lead: 'Die unsichersten zuerst. Was vorgeschlagen wird, ist schon gewählt: Ändere, was falsch ist, und speichere dann.',
  leadKeys: 'Die unsichersten zuerst. Eine Taste beantwortet jede: Drück ? für die Tasten.',
  start: (count) =>
    count === 1
      ? 'Die zweifelhafte Stelle entscheiden'
      : `Die ${number(count)} zweifelhaften Stellen durchgehen, die unsichersten zuerst`,
  through: 'Durchgehen, die unsichersten zuerst',
  toReview: 'Zurück zum ganzen Text',
  left: (count) => `noch ${number(count)}`,
  noneLeft: 'Keine mehr',
  save: 'Diese speichern',
  more: 'Diese offen lassen und die nächsten ansehen',
  first: 'Zurück zur unsichersten',
  open: 'Offen lassen',
  shownIn: 'Im Text',
  previous: 'Vorige',
  next: 'Nächste',
  all: 'Alle übrigen sind richtig',
  allLead: (count) =>
    count === 1
      ? 'Die eine Stelle, die übrig ist, bleibt, wie sie gezeigt wird. Mit „Rückgängig“ nimmst du es zurück.'
      : `Die ${number(count)} Stellen, die übrig sind, bleiben, wie sie gezeigt werden. Einmal „Rückgängig“ nimmt es zurück.`,
  allDo: 'So lassen',
  doneTitle: 'Keine zweifelhafte Stelle ist übrig',
  doneLead:
    'Alles, was geraten werden musste, ist angesehen. Geh weiter zu den Angaben zum Werk, oder lies den ganzen Text noch einmal.',
  questions: {
    begin: (words) => `Beginnt bei ${quoted(words)} ein Absatz?`,
    inner: (words) => `Beginnt bei ${quoted(words)} ein Absatz?`,
    emphasis: (words) => `Ist ${quoted(words)} hervorgehoben?`,
    kind: (kind) => `Ist das richtig erkannt: ${kind}?`,
  },
  answers: {
    right: 'So ist es richtig',
    break: 'Hier trennen',
    keep: 'Hier nicht trennen',
    off: 'Hervorhebung wegnehmen',
    longer: 'Ein Wort länger',
    shorter: 'Ein Wort kürzer',
    paragraph: 'Ein Absatz',
    heading: 'Eine Überschrift',
    scene_break: 'Ein Szenenwechsel',
    note: 'Eine Anmerkung',
  },
  certainty: (c) =>
    c === undefined
      ? 'Geraten'
      : c < 0.5
        ? 'Eher unwahrscheinlich, aber am ehesten so'
        : c < 0.6
          ? 'Etwa gleich'
          : c < 0.75
            ? 'Wahrscheinlich'
            : 'Recht wahrscheinlich',
  percent: (c) => percent.format(c),
  done: {
    right: 'So ist es richtig.',
    break: 'Hier beginnt ein Absatz.',
    keep: 'Hier wird nicht getrennt.',
    off: 'Hervorhebung weggenommen.',
    longer: 'Ein Wort länger.',
    shorter: 'Ein Wort kürzer.',
    paragraph: 'Ein Absatz.',
    heading: 'Eine Überschrift.',
    scene_break: 'Ein Szenenwechsel.',
    note: 'Eine Anmerkung.',
    several: 'Gespeichert.',
    all: 'Alles Übrige bleibt, wie es ist.',
    undone: 'Zurückgenommen.',
    stale:
      'Der Text war schon geändert, seit diese Seite geöffnet wurde: in einem anderen Tab, oder durch ebendiese Änderung, zweimal geschickt. Beim zweiten Mal ist nichts geschehen. So steht es jetzt.',
  },
  keys: 'Tasten',
  keyList: [
    ['j ↓', 'nächste Stelle, diese bleibt offen'],
    ['k ↑', 'vorige Stelle'],
    ['b', 'hier trennen'],
    ['n', 'hier nicht trennen'],
    ['Enter', 'wie vorgeschlagen'],
    ['x', 'Hervorhebung: wegnehmen'],
    ['l', 'Hervorhebung: ein Wort länger'],
    ['s', 'Hervorhebung: ein Wort kürzer; sonst: ein Szenenwechsel'],
    ['p h m', 'Absatz, Überschrift, Anmerkung'],
    ['u', 'rückgängig, wie Strg+Z'],
    ['?', 'Tasten zeigen; Esc verbirgt sie'],
  ],
  script: {
    list: 'Zweifelhafte Stellen, eine nach der anderen. Die Tasten stehen darüber.',
    place: '{n} von {all}. {question}',
    progress: '{n} von {all}',
    noAnswer: 'Das ist hier keine Antwort.',
    lastOne: 'Das ist die letzte Stelle.',
    firstOne: 'Das ist die erste Stelle.',
  },
};
