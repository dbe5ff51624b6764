import type { ErrorWords } from '../en/errors.js';

const number = (n: number): string => n.toLocaleString('de');
const size = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${number(Math.floor(bytes / (1024 * 1024)))} MB` : `${number(bytes)} Bytes`;

const FILES = {
  empty: 'Diese Datei ist leer.',
  'too-large': 'Diese Datei ist größer, als eine sein darf. Teile sie in mehrere.',
  'unknown-form': 'Diese Art von Datei lässt sich hier nicht lesen.',
  damaged: 'Diese Datei ist beschädigt oder nicht vollständig heruntergeladen. Lade oder speichere sie neu.',
  encrypted:
    'Diese Datei ist mit einem Passwort oder gegen Kopieren geschützt. Bring sie ohne diesen Schutz.',
  unsafe: 'Diese Datei ist so gebaut, dass sie hier nicht geöffnet wird.',
  'no-text': 'In dieser Datei steht kein Text. Wähle die, in der die Geschichte steht.',
  'cannot-open': 'Diese Datei lässt sich nicht öffnen.',
};

export const errors: ErrorWords = {
  notFound: 'Hier gibt es nichts, was du sehen kannst.',
  internal: 'Bei uns ist etwas schiefgegangen. Es ist notiert; nichts, was gespeichert war, ist verloren.',
  diskFull:
    'Das Archiv hat keinen Platz mehr, deshalb ist das nicht gespeichert. Seine Leitung muss Platz schaffen; lesen geht weiter.',
  stopped: 'Das hat zu lange gedauert und wurde abgebrochen. Versuch es gleich noch einmal.',
  databaseAway:
    'Die Datenbank ist gerade nicht da. Nichts, was gespeichert war, ist verloren; versuch es gleich noch einmal.',
  brokenForm:
    'Dieses Formular ist nicht vollständig angekommen. Geh zurück und schick es noch einmal ab; was du geschrieben hast, steht noch da.',
  tooLarge: 'Das ist größer, als diese Seite annimmt.',
  badType: 'Dieses Formular ist nicht lesbar: Seine Art gehört nicht zu denen, die diese Seite annimmt.',
  badRequest: 'Diese Anfrage ist nicht lesbar. Geh zurück, lade die Seite neu und versuch es noch einmal.',
  badEncoding:
    'Dieses Formular kam in einer unlesbaren Kodierung an. Lade die Seite neu und schick es noch einmal ab.',
  foreignForm:
    'Dieses Formular kam nicht von einer Seite dieses Archivs, deshalb ist nichts geschehen. Öffne die Seite hier und schick es noch einmal ab. (Wenn du das Archiv leitest: Die eingestellte Adresse und die im Browser müssen übereinstimmen.)',
  tooOften: (seconds) => `Das war zu oft. Warte ${number(seconds)} Sekunden und versuch es dann noch einmal.`,
  busyDoor: 'Gerade melden sich zu viele Leute an. Versuch es in ein paar Sekunden noch einmal.',
  text: {
    'too-large': (limit) =>
      `Dieser Text ist größer als ${size(limit)}; mehr darf ein Text nicht haben. Teile ihn in Kapitel.`,
    'too-many-tags': (limit) =>
      `In diesem Text stehen mehr als ${number(limit)} HTML-Tags; mehr darf ein Text nicht haben. Teile ihn in Kapitel oder füge ihn ohne seine Formatierung ein.`,
    'too-deep': (limit) =>
      `HTML-Tags stehen in diesem Text mehr als ${number(limit)} tief ineinander. Schließe die Tags, die offen geblieben sind.`,
    'too-many-attributes': (limit) =>
      `Ein HTML-Tag in diesem Text hat mehr als ${number(limit)} Attribute. Lass nur stehen, was er braucht.`,
    'too-slow': (milliseconds) =>
      `Diesen Text aufzuräumen hat länger als ${number(milliseconds / 1000)} Sekunden gedauert und wurde abgebrochen. Teile ihn oder füge ihn ohne seine Formatierung ein.`,
  },
  upload: {
    file: (name, mb) =>
      `„${name}“ ist größer als ${number(mb)} MB; mehr darf eine Datei nicht haben. Teile sie in mehrere.`,
    files: (mb) =>
      `Diese Dateien sind zusammen größer als ${number(mb)} MB; mehr geht nicht auf einmal. Schick sie in mehreren Gängen.`,
    many: (most) =>
      `Das sind mehr als ${number(most)} Dateien; mehr gehen nicht auf einmal. Schick sie in mehreren Gängen oder als Zips.`,
    paste: (mb) =>
      `Was du eingefügt hast, ist größer als ${number(mb)} MB; mehr geht nicht auf einmal. Bring es in Teilen oder als Datei.`,
    noRoom:
      'Das Archiv hat für Dateien dieser Größe keinen Platz, deshalb ist nichts angekommen. Schick weniger oder bitte die Leitung, Platz zu schaffen.',
    batch: (given, most) =>
      `Das sind ${number(given)} Dateien; ${number(most)} können auf einmal gebracht werden. Bring sie in mehreren Gängen.`,
    savedAlready:
      'Dieses Werk ist schon gespeichert, deshalb bleiben seine Dateien zusammen. Öffne es aus der Liste deiner Werke.',
    notInReview:
      'Dieser Import wird nicht mehr durchgesehen. In der Liste deiner Importe siehst du, wo er ist.',
    nothingToUndo: 'Es gibt nichts zurückzunehmen.',
  },
  file: (fault, detail) => `${FILES[fault]} (${detail})`,
};
