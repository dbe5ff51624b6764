import type { Messages } from '../index.js';
import { n } from './numbers.js';

const words = (count: number): string => n(count, 'Wort', 'Wörter');

export const revisions: Messages['revisions'] = {
  title: 'Fassungen',
  of: (chapter) => `Fassungen von ${chapter}`,
  lead: 'Bei jedem Speichern bleibt, was vorher da stand. Alle aus den letzten 30 Tagen bleiben, und immer die neuesten 50; von älteren die letzte eines jeden Tages.',
  only: 'Seit dieses Kapitel da ist, wurde nichts geändert.',
  now: 'Was jetzt da steht',
  saved: (when, who) => (who ? `${when}, ${who}` : when),
  as: {
    typed: '',
    file: 'aus einer späteren Fassung seiner Datei',
    revision: 'aus einer früheren Fassung zurückgeholt',
  },
  first: 'Die erste Fassung',
  changed: { title: 'Titel', summary: 'Zusammenfassung', notes: 'Anmerkungen', text: 'Text', tags: 'Tags' },
  nothing: 'nichts, was man beim Lesen sieht',
  by: (delta) =>
    delta === 0 ? 'gleich viele Wörter' : delta > 0 ? `${words(delta)} mehr` : `${words(-delta)} weniger`,
  read: 'Lesen',
  compare: 'Mit jetzt vergleichen',
  compareTwo: 'Zwei Fassungen vergleichen',
  older: 'Die ältere',
  newer: 'Die neuere',
  compareThem: 'Vergleichen',
  restore: 'Zurückholen',
  restoreHelp: 'Was jetzt da steht, wird zur Fassung; nichts geht verloren. Kein Datum ändert sich.',
  forget: 'Endgültig wegwerfen',
  restored: 'Sie steht wieder da.',
  forgotten: 'Diese Fassung ist endgültig weg.',
  ofHeader: 'Frühere Kopfdaten',
  headerLead:
    'Jedes Speichern der Kopfdaten bewahrt Titel, Zusammenfassung, Anmerkungen und Tags auf, die vorher dastanden. Alle der letzten 30 Tage bleiben und immer die neuesten 50; von älteren die letzte jedes Tages.',
  headerOnly: 'Titel, Zusammenfassung, Anmerkungen und Tags sind, wie sie zuerst gespeichert wurden.',
  headerRestoreHelp:
    'Titel, Zusammenfassung, Anmerkungen und Tags werden wieder, was sie waren. Was jetzt dasteht, wird eine frühere Fassung; nichts geht verloren. Kein Datum verschiebt sich.',
  refused: 'So kann es nicht zurückgeholt werden.',
  toList: 'Alle Fassungen',
  compared: 'Was sich geändert hat',
  comparedLead: (older, newer) => `Von ${older} bis ${newer}.`,
  legend: 'Was dazukam, ist unterstrichen, was wegfiel, durchgestrichen.',
  sums: (added, removed) => `${words(added)} dazu, ${words(removed)} weg.`,
  same: (paragraphs) => `${n(paragraphs, 'Absatz', 'Absätze')} wie zuvor`,
  alike: 'Die beiden lesen sich gleich.',
  rough:
    'Die beiden unterscheiden sich so sehr, dass ganze Absätze einander gegenüberstehen, nicht einzelne Wörter.',
  sceneBreak: '* * *',
  changedMeanwhile:
    'Jemand hat dieses Kapitel gespeichert, nachdem du diese Seite geöffnet hast. Sieh dir an, was jetzt da steht; wenn du diese Fassung dann noch willst, hol sie noch einmal zurück.',
};
