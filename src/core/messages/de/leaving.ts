import type { Messages } from '../index.js';
import { n } from './numbers.js';

const works = (count: number): string => n(count, 'Werk', 'Werke');

export const leaving: Messages['leaving'] = {
  orphanName: 'orphan account',
  works,
  orphan: {
    title: 'Werke abgeben',
    lead: 'Ein Werk, das du abgibst, bleibt, wo es ist, mit seiner Adresse, seinen Zahlen und dem, was andere dazu geschrieben haben. Es gehört dir nicht mehr: Du kannst es nie mehr ändern, löschen oder zurückholen.',
    which: 'Welche Werke',
    some: 'Die, die ich unten ankreuze',
    ofPseud: (name) => `Alle Werke von ${name}`,
    all: 'Alle meine veröffentlichten Werke',
    list: 'Deine veröffentlichten Werke',
    name: 'Dein Pseudonym dabei',
    withoutName: 'Wegnehmen: Sie sind dann von „orphan account“',
    withName: 'Stehen lassen, auch wenn niemand mehr dahintersteht',
    next: 'Weiter',
    none: 'Du hast keine veröffentlichten Werke, die du abgeben könntest.',
    sureTitle: (count) => `${works(count)} abgeben?`,
    sureLead: 'Das lässt sich nicht rückgängig machen, von dir nicht und von niemandem sonst.',
    happens: {
      stays:
        'Sie bleiben veröffentlicht, mit allen Kapiteln, Tags und Daten. Wer sie mit dir gemacht hat, bleibt dabei.',
      yours: 'Sie verschwinden von deinen Seiten, und du kannst sie nicht mehr ändern oder löschen.',
      nobody: 'Niemand wird benachrichtigt.',
      seriesNamed: 'Eine Serie geht mit, wenn kein anderes Werk von dir darin ist.',
      series:
        'Eine Serie geht mit, wenn kein anderes Werk von dir darin ist. Aus einer, die du behältst, werden sie herausgenommen, denn sie würde verraten, von wem sie waren.',
      named: (names) => `„${names}“ bleibt dabei stehen.`,
      unnamed:
        'Dein Pseudonym verschwindet davon, und auch der Link dorthin, wo sie zuerst erschienen sind. Nichts im Archiv sagt mehr, von wem sie waren.',
      text: 'Was du in Texten und Anmerkungen geschrieben hast, bleibt: Einen Namen darin musst du vorher selbst herausnehmen.',
    },
    yes: 'Abgeben',
    no: 'Behalten',
    done: 'Sie sind abgegeben.',
    faults: { none: 'Kreuze mindestens ein Werk an, oder wähle alle.' },
  },
  delete: {
    title: 'Konto löschen',
    lead: 'Dein Konto verschwindet sofort und endgültig: Name, E-Mail, Pseudonyme, Bilder, Einstellungen, Entwürfe, Importe und Anmeldungen. Das lässt sich nicht rückgängig machen.',
    take: 'Nimm erst deine Werke mit',
    takeLead: 'Eine Datei mit allen deinen Werken als E-Books, auch den Entwürfen.',
    takeLink: 'Meine Werke herunterladen',
    sole: (count) => `Was aus ${n(count, 'Werk', 'Werken')} von dir allein wird`,
    soleHelp: 'Entwürfe von dir allein werden auf jeden Fall gelöscht.',
    shared: (count) => `Was aus ${n(count, 'Werk', 'Werken')} wird, die du mit anderen gemacht hast`,
    choices: {
      delete: 'Löschen',
      leave: 'Ich verlasse sie; sie bleiben bei den anderen',
      orphan: 'Ohne meinen Namen abgeben',
      named: 'Abgeben; mein Pseudonym bleibt dabei stehen',
    },
    comments:
      'Werke, um die du dich für andere kümmerst, die nicht hier sind, bleiben für Mitglieder da, ohne deinen Namen.',
    code: 'Code deines zweiten Nachweises',
    codeHelp:
      'Aus deiner App, oder einer deiner Codes auf Papier. Wenn du nur einen Passkey hast, mach dir auf der Seite des zweiten Nachweises erst neue Codes.',
    yes: 'Mein Konto endgültig löschen',
    no: 'Behalten',
    doneTitle: 'Dein Konto ist gelöscht',
    done: 'Danke, dass du da warst. Du bist überall abgemeldet.',
    lastHost:
      'Du leitest das Archiv als Einzige. Gib die Leitung erst an jemanden weiter, sonst könnte es niemand mehr betreiben.',
    faults: { code: 'Dieser Code gilt nicht.', choice: 'Wähle, was aus diesen Werken wird.' },
    letter: {
      subject: (archive) => `Dein Konto bei ${archive} ist gelöscht`,
      text: (archive) =>
        `Dein Konto bei ${archive} wurde gelöscht, wie du es wolltest, und du bist überall abgemeldet. Diese Adresse wird nicht länger aufbewahrt; das ist der letzte Brief an sie.`,
      why: (archive) => `Du bekommst diesen Brief, weil du ein Konto bei ${archive} hattest.`,
    },
  },
  fileName: 'meine-werke',
};
