import type { Messages } from '../index.js';
import { n, number } from './numbers.js';

const files = (count: number): string => n(count, 'Datei', 'Dateien');
const works = (count: number): string => n(count, 'Werk', 'Werke');
const chapters = (count: number): string => n(count, 'Kapitel', 'Kapitel');

/** Gerundet, wie man es sagen würde. */
function duration(seconds: number): string {
  if (seconds < 60) return 'weniger als eine Minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return n(minutes, 'Minute', 'Minuten');
  const hours = Math.round(minutes / 6) / 10;
  return hours === 1 ? 'eine Stunde' : `${number(hours)} Stunden`;
}

export const batches: Messages['batches'] = {
  title: (name) => `Viele auf einmal: ${name}`,
  list: 'Viele auf einmal',
  files,
  nameOfFiles: files,
  progress: 'Fortschritt',
  done: (done, all) => `${number(done)} von ${number(all)} gelesen`,
  left: (seconds) => `noch etwa ${duration(seconds)}`,
  reading: 'Dateien werden gelesen. Du kannst diese Seite verlassen; es geht ohne dich weiter.',
  saving: (count) => `${n(count, 'Werk wird', 'Werke werden')} noch gespeichert. Es geht ohne dich weiter.`,
  stopped: 'Angehalten. Nichts wird gelesen oder gespeichert, bis du es weitergehen lässt.',
  allRead: 'Alle Dateien sind gelesen.',
  reload: 'Noch einmal nachsehen',
  stop: 'Anhalten',
  goOn: 'Weiter',
  counts: {
    waiting: 'Warten',
    review: 'Durchzusehen',
    failed: 'Nicht lesbar',
    here: 'Schon hier',
    saved: 'Gespeichert',
  },
  joined: (made, of) =>
    `${n(of, 'Datei wurde', 'Dateien wurden')} als Kapitel erkannt und zu ${n(made, 'Werk', 'Werken')} zusammengefügt. Unten lässt sich jedes wieder auseinandernehmen.`,
  leftOut: (count) =>
    `${n(count, 'Datei, die keine Geschichte ist', 'Dateien, die keine Geschichten sind')} (Bilder, Formatvorlagen und dergleichen), ${count === 1 ? 'wurde' : 'wurden'} weggelassen.`,
  filters: {
    all: 'Alle',
    review: 'Durchzusehen',
    failed: 'Nicht lesbar',
    here: 'Schon hier',
    saved: 'Gespeichert',
  },
  filter: 'Zeigen',
  none: 'Es gibt keine.',
  mass: 'Mit allen',
  afterReading: 'Wenn alle Dateien gelesen sind, kannst du sie hier zusammen speichern und veröffentlichen.',
  saveAll: (count) => `${works(count)} als ${count === 1 ? 'Entwurf' : 'Entwürfe'} speichern`,
  postAll: (count) => `${n(count, 'vollständiges Werk', 'vollständige Werke')} veröffentlichen`,
  incomplete: (count) =>
    `${n(count, 'Werk fehlt', 'Werken fehlt')} etwas, wonach beim Lesen gesucht wird. Bis es da ist, ${count === 1 ? 'kann es nur Entwurf werden' : 'können sie nur Entwürfe werden'}:`,
  lacks: {
    title: (count) => `${number(count)} ohne Titel`,
    fandoms: (count) => `${number(count)} ohne Fandom`,
    rating: (count) => `${number(count)} ohne Einstufung`,
    warnings: (count) => `${number(count)} ohne Warnung`,
    language: (count) => `${number(count)} ohne Angabe der Sprache`,
  },
  missing: 'Es fehlt:',
  missable: {
    title: 'Titel',
    fandoms: 'Fandom',
    rating: 'Einstufung',
    warnings: 'Warnung',
    language: 'Sprache',
  },
  fill: 'Für alle angeben, denen es fehlt',
  fillLead: 'Werke mit eigenen Angaben behalten sie. Was du leer lässt, bleibt, wie es ist.',
  fillNothing: 'Wähle oder tipp mindestens etwas, das gesetzt werden soll.',
  fillSet: 'Für alle setzen, denen es fehlt',
  fillChoose: 'So lassen',
  pseud: 'Pseudonym',
  existing: (count) =>
    `${n(count, 'Datei ist ein Werk', 'Dateien sind Werke')}, das du hier schon hast. Was soll damit geschehen?`,
  existingSkip: 'Die Werke so lassen',
  existingUpdate: 'Die Werke auf den neuesten Stand bringen',
  existingNew: 'Als andere Werke mitbringen',
  existingHelp:
    'Dabei werden geänderte Kapitel ersetzt und neue hinzugefügt; was du hier geändert hast, bleibt, und was ersetzt wird, steht bei den Fassungen des Kapitels. Öffne eines, um zu sehen, was geschähe.',
  again: (count) => `${n(count, 'gescheiterte Datei', 'gescheiterte Dateien')} noch einmal versuchen`,
  removeFailed: (count) => `${n(count, 'gescheiterte Datei', 'gescheiterte Dateien')} entfernen`,
  remove: 'Die ganze Liste entfernen',
  removeTitle: 'Diese Liste entfernen?',
  removeLead: (count) =>
    `${n(count, 'nicht gespeicherte Datei verschwindet', 'nicht gespeicherte Dateien verschwinden')}, mit allem, was du beim Durchsehen geändert hast.`,
  removeSaved: (count) => `${n(count, 'gespeichertes Werk bleibt', 'gespeicherte Werke bleiben')}.`,
  removeFailedTitle: 'Die gescheiterten Dateien entfernen?',
  removeFailedLead: (count) => `${n(count, 'Datei verschwindet', 'Dateien verschwinden')} von hier.`,
  postTitle: 'Diese Werke veröffentlichen?',
  postLead: (count) =>
    `${n(count, 'Werk wird', 'Werke werden')} nacheinander für alle veröffentlicht. Dabei gehen vielleicht Briefe an die, die dir folgen.`,
  report: 'Die Liste als Datei',
  csv: 'CSV',
  json: 'JSON',
  review: 'Durchsehen',
  openWork: 'Lesen',
  look: 'Was darin neu ist',
  apart: 'Auseinandernehmen',
  apartTitle: 'Dieses Werk auseinandernehmen?',
  apartLead: (count) =>
    `Jede seiner ${files(count)} wird wieder ein eigenes Werk, so wie sie gelesen wurde. Was du beim Durchsehen des Ganzen geändert hast, ist weg.`,
  madeOf: (count) => `Zusammengefügt aus ${n(count, 'Datei', 'Dateien')}:`,
  more: (count) => `und ${number(count)} weitere`,
  willSave: 'Wird gespeichert',
  willUpdate: 'Wird auf den neuesten Stand gebracht',
  hereAs: (title) => `Schon hier als „${title}“`,
  removed: 'Die Liste ist entfernt.',
  notSaved:
    'Beim Speichern ist bei uns etwas schiefgegangen. Hier ist es noch da; versuch es später noch einmal.',
  did: {
    stop: 'Angehalten.',
    go: 'Es geht weiter.',
    draft: 'Die Werke werden als Entwürfe gespeichert.',
    posted: 'Die Werke werden veröffentlicht.',
    skip: 'Diese Werke bleiben, wie sie sind.',
    update: 'Die Werke werden auf den neuesten Stand gebracht.',
    new: 'Sie werden eigene Werke.',
    fill: 'Gesetzt.',
    again: 'Die Dateien werden noch einmal gelesen.',
    failed: 'Entfernt.',
    apart: 'Auseinandergenommen.',
  },
  one: {
    title: 'Dieses Werk hast du schon',
    own: (title) => `„${title}“ ist von dir und kommt vom selben Ort.`,
    other: 'Jemand anders hat ein Werk von derselben Adresse veröffentlicht:',
    notice: 'Dieses Werk hast du hier schon.',
    decide: 'Ansehen, was neu ist, und entscheiden',
    preview: 'Was das Aktualisieren täte',
    same: (count) => `${chapters(count)} unverändert`,
    changed: (count) => `${chapters(count)} geändert, würden ersetzt`,
    mine: (count) => `${chapters(count)} hier geändert, blieben, wie sie hier sind`,
    both: (count) => `${chapters(count)} hier und in der Datei geändert, blieben, wie sie hier sind`,
    new: (count) => `${n(count, 'neues Kapitel käme', 'neue Kapitel kämen')} dazu`,
    'only-here': (count) => `${chapters(count)} nur hier, blieben`,
    kinds: {
      same: 'unverändert',
      changed: 'ersetzt',
      mine: 'bleibt, hier geändert',
      both: 'bleibt, hier und in der Datei geändert',
      new: 'neu',
      'only-here': 'bleibt, nur hier',
    },
    keeps:
      'Titel, Tags und Anmerkungen des ganzen Werks bleiben, wie sie hier sind, und ebenso die Daten, wenn keine neuen Kapitel dazukommen. Was ersetzt wird, steht bei den Fassungen der Kapitel.',
    replaceMine: 'Auch die Kapitel ersetzen, die hier geändert wurden',
    update: 'Auf den neuesten Stand bringen',
    skip: 'Das Werk so lassen',
    another: 'Als anderes Werk mitbringen',
    text: 'Erst den Text ansehen',
    skipped: 'Du hast das Werk, das du hier hast, so gelassen.',
  },
};
