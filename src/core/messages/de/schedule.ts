import type { Messages } from '../index.js';
import { n } from './numbers.js';

export const schedule: Messages['schedule'] = {
  title: 'Zu einer bestimmten Zeit veröffentlichen',
  workLead: (title) =>
    `„${title}“ wird zu dieser Stunde mit allen seinen Kapiteln veröffentlicht. Bis dahin bleibt es ein Entwurf.`,
  chapterLead: (name) => `${name} wird zu dieser Stunde veröffentlicht. Bis dahin bleibt es ein Entwurf.`,
  day: 'Tag',
  time: 'Uhrzeit',
  timeHelp: 'Als HH:MM, von 00:00 bis 23:59.',
  zone: 'Zeitzone',
  zoneHelp:
    'Eine Stunde, die im Frühjahr ausfällt, gilt als eine Stunde später; eine, die im Herbst zweimal kommt, gilt beim ersten Mal.',
  silent: 'Niemandem Bescheid geben, der dem Werk folgt',
  silentHelp: 'Kapitel und Datum des Werks sind wie immer; nur die Nachrichten bleiben aus.',
  set: 'Dann veröffentlichen',
  change: 'Zeit ändern',
  cancel: 'Nicht von selbst veröffentlichen',
  at: (when) => `Wird veröffentlicht: ${when}`,
  done: (when) => `Es wird veröffentlicht: ${when}.`,
  skipped: 'Diese Stunde fällt an jenem Tag aus, sie gilt deshalb entsprechend später.',
  twice: 'Diese Stunde kommt an jenem Tag zweimal; die erste gilt.',
  cancelled: 'Es bleibt ein Entwurf, bis du es veröffentlichst.',
  failed: (reasons) => `Wurde zu seiner Stunde nicht veröffentlicht: ${reasons}`,
  link: 'Zu einer bestimmten Zeit veröffentlichen',
  reasons: {
    standing: 'Dein Konto darf zurzeit nicht schreiben.',
    nobody: 'Niemand ist mehr da, der es veröffentlichen darf.',
    other: 'Im Kopf muss erst etwas ausgebessert werden.',
  },
  faults: {
    moment: 'Gib einen Tag als JJJJ-MM-TT und eine Uhrzeit als HH:MM an.',
    past: 'Diese Zeit ist vorbei. Gib eine an, die noch kommt, oder veröffentliche es jetzt.',
    zone: 'Wähle eine Zeitzone aus der Liste.',
    posted: 'Es ist schon veröffentlicht.',
    draftWork:
      'Das Werk dazu ist ein Entwurf: Veröffentliche oder plane das Werk, dann gehen alle Kapitel mit.',
  },
  needs: 'Bevor es auf seine Stunde warten kann, muss das ausgebessert werden:',
  mend: 'Den Kopf bearbeiten',
  drafts: {
    title: 'Entwürfe',
    lead: 'Entwürfe bleiben, bis du sie veröffentlichst oder löschst; sonst nimmt sie nichts weg.',
    none: 'Du hast keine Entwürfe.',
    chapterOf: (chapter, work) => `${chapter} von ${work}`,
    age: (days) =>
      days === 0
        ? 'heute begonnen'
        : days === 1
          ? 'gestern begonnen'
          : `vor ${n(days, 'Tag', 'Tagen')} begonnen`,
    saved: (when) => `zuletzt gespeichert ${when}`,
  },
  read: 'Lesen, wie es sein wird',
  readPosted: 'Lesen',
  readWork: 'Das Werk lesen, wie es sein wird',
  linkWork: 'Das Werk zu einer bestimmten Zeit veröffentlichen',
  waiting: 'Warten auf ihre Stunde',
  letter: {
    subject: (title) => `Nicht veröffentlicht: ${title}`,
    hello: (name) => `Hallo ${name},`,
    text: (title, when) =>
      `„${title}“ sollte veröffentlicht werden: ${when}. Etwas fehlt, deshalb blieb es ein Entwurf:`,
    again: 'Besser es aus und veröffentliche es, oder gib ihm eine andere Zeit.',
    link: 'Öffnen',
    why: (archive) =>
      `Du bekommst diesen Brief, weil du bei ${archive} eine Zeit zum Veröffentlichen festgelegt hast.`,
  },
};
