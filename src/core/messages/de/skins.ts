import type { Messages } from '../index.js';
import { number } from './numbers.js';

export const skins: Messages['skins'] = {
  title: 'Werk-Skins',
  lead: 'Ein Skin ist CSS, mit dem ein Werk so aussieht, wie du es gemeint hast: Handynachrichten, Briefe, Schilder. Er gilt für den Text der Werke, die ihn tragen, und für nichts anderes auf der Seite. Lesende können Skins ausschalten; ein Werk muss auch ohne verständlich sein.',
  own: 'Deine Skins',
  none: 'Du hast noch keinen Skin gemacht.',
  add: 'Skin machen',
  addTitle: 'Ein neuer Skin',
  editTitle: 'Skin bearbeiten',
  wornBy: (n) =>
    n === 0 ? 'kein Werk trägt ihn' : n === 1 ? '1 Werk trägt ihn' : `${number(n)} Werke tragen ihn`,
  ofArchive: 'Skins des Archivs',
  ofArchiveLead: 'Wähle einen davon im Formular deines Werks und gib deinem Text ihre Klassen.',
  archive: {
    texts: { name: 'Handynachrichten', about: 'Ein Telefon mit gesendeten und empfangenen Nachrichten.' },
    letter: { name: 'Brief', about: 'Ein Brief auf einem eigenen Blatt.' },
    chat: { name: 'Chat', about: 'Ein Chat mehrerer Leute oder die Beiträge eines Forums.' },
    newspaper: { name: 'Zeitung', about: 'Ein Ausschnitt mit Schlagzeile und Spalten.' },
  },
  archiveUse:
    'Wähle ihn im Formular deines Werks. Schreibe den Text dann als HTML mit diesen Klassen. Soll er etwas anders sein, mach aus seinem CSS einen eigenen Skin.',
  archiveHtml: 'Das HTML dieses Beispiels',
  archiveCss: 'Sein CSS',
  toList: 'Alle Skins',
  preview: 'Vorschau',
  previewed: 'So sieht es aus. Gespeichert ist es nicht.',
  saved: 'Der Skin ist gespeichert. So sieht er aus.',
  removed: 'Der Skin ist gelöscht.',
  remove: 'Löschen',
  removeTitle: 'Diesen Skin löschen?',
  removeLead: (n) =>
    n === 0
      ? 'Kein Werk trägt ihn.'
      : n === 1
        ? 'Ein Werk trägt ihn und wird dann ohne Skin gezeigt.'
        : `${number(n)} Werke tragen ihn und werden dann ohne Skin gezeigt.`,
  removeYes: 'Löschen',
  removeNo: 'Behalten',
  leftOut: (n) => (n === 1 ? '1 Sache bleibt weg' : `${number(n)} Sachen bleiben weg`),
  leftOutLead: 'Der Rest des Skins gilt.',
  place: (line, column) => `Zeile ${line}, Spalte ${column}:`,
  faults: {
    syntax: 'ist als CSS nicht zu lesen.',
    property: 'ist keine Eigenschaft, die ein Skin setzen darf.',
    custom: 'ist eine eigene Eigenschaft; schreib den Wert selbst hin.',
    value: 'ist kein Wert, den ein Skin hier verwenden darf.',
    address: 'lädt etwas; Skins laden nichts.',
    function: 'ist keine Funktion, die ein Skin verwenden darf.',
    unit: 'hat eine Einheit, die ein Skin nicht verwenden darf.',
    large: 'ist eine zu große Zahl.',
    long: 'ist zu lang.',
    deep: 'ist zu tief verschachtelt.',
    position: 'geht nicht: Ein Skin bleibt, wo sein Werk ist. Nimm relative oder absolute.',
    selector: 'ist kein Selektor, den ein Skin verwenden darf. Nimm Klassen und Namen von Elementen.',
    nested: 'steht in einer anderen Regel; schreib jede Regel für sich.',
    'at-rule': 'ist nicht erlaubt; nur @media ist es.',
    media: 'ist keine Bedingung, nach der ein Skin fragen darf.',
    many: 'sind zu viele.',
  },
  form: {
    title: 'Name',
    titleHelp: 'Nur für dich; Lesende sehen ihn nicht.',
    source: 'CSS',
    sourceHelp:
      'Jede Regel gilt innerhalb des Werks. #workskin steht für das Werk selbst. Wenn du anonym postest, verwende keinen Skin, der als deiner bekannt ist.',
    allowed: 'Was ein Skin darf',
    allowedList: [
      'Farben, Hintergründe und Verläufe, Rahmen, Abstände, Größen, Schriften mit Namen, Spalten, Flex und Grid, Listen, Tabellen, Schatten, Filter, Transformationen und Übergänge.',
      'Klassen, Namen von Elementen, Attribute, :hover und Ähnliches, ::before, ::after und ::first-letter.',
      '@media mit der Breite der Seite, dunkel oder hell, Druck.',
      'Nichts, was etwas lädt, kein url(), @import oder @font-face, keine Variablen, keine Animationen, nichts, was am Fenster klebt.',
    ],
    on: 'Vorschau mit',
    onSample: 'Einer Probe von allem',
    save: 'Speichern',
    preview: 'Vorschau',
    problem: 'Dieser Skin kann noch nicht gespeichert werden',
    needsTitle: 'Ein Skin braucht einen Namen.',
    titleLong: (most, given) => `Ein Name hat bis zu ${number(most)} Zeichen; dieser hat ${number(given)}.`,
    sourceLong: (most, given) => `Ein Skin hat bis zu ${number(most)} Zeichen; dieser hat ${number(given)}.`,
    many: (most) => `Ein Konto hat bis zu ${number(most)} Skins. Lösche erst einen.`,
  },
  field: 'Werk-Skin',
  fieldHelp:
    'Wie der Text aussieht. Deine eigenen Skins und die des Archivs findest du unter Meine Werke, Werk-Skins.',
  noSkin: 'Keiner',
  choice: {
    isWorn: 'Dieses Werk wird im Stil seiner Autorin oder seines Autors gezeigt.',
    plain: 'Schlicht zeigen',
    isPlain: 'Dieses Werk hat einen eigenen Stil, der ausgeschaltet ist.',
    wear: 'Zeigen',
    always: 'Für alle Werke',
  },
};
