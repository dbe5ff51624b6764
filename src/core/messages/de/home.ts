import type { Messages } from '../index.js';

export const home: Messages['home'] = {
  welcome: (name) => `Willkommen bei ${name}`,
  newest: 'Neueste Werke',
  all: 'Alle Werke',
  empty: 'Die Regale sind noch leer.',
  emptyMember:
    'Bring das erste Werk mit: Füg es ein oder wähle eine Datei, ganz gleich in welcher Form. Oder schreib es hier.',
  emptyGuest: 'Schau bald wieder vorbei, oder melde dich an und bring ein Werk mit.',
  setup: {
    title: 'Richte dein Archiv ein',
    lead: 'Ein paar Fragen, dann stehen die Türen offen. Alles lässt sich später ändern.',
    archive: 'Das Archiv',
    name: 'Name',
    nameHelp: 'So steht er über jeder Seite.',
    address: 'Öffentliche Adresse',
    addressHelp:
      'Was man eintippt, um herzukommen, etwa https://archive.example. Sie steht in Feeds, E-Books und Briefen.',
    language: 'Sprache',
    zone: 'Zeitzone',
    joining: 'Wer Mitglied werden kann',
    joiningChoices: { open: 'Alle', invitation: 'Wer eingeladen ist', closed: 'Vorerst niemand' },
    host: 'Dein Konto',
    hostLead: 'Das Archiv gehört dir: Mit diesem Konto betreibst du es.',
    open: 'Archiv öffnen',
    faults: {
      name: 'Gib dem Archiv einen Namen von 1 bis 80 Zeichen.',
      address:
        'Hier gehört eine ganze Adresse hin, die mit http:// oder https:// beginnt, etwa https://archive.example.',
      zone: 'Wähle eine Zeitzone wie Europe/Berlin.',
      language: 'Wähle ein Sprachkürzel wie en oder pt-BR.',
      joining: 'Wähle, wer Mitglied werden kann.',
      terms: 'Die Regeln dürfen 100.000 Zeichen lang sein.',
    },
    summary: 'Nichts ist verloren: Bessere aus, was markiert ist, und schick es noch einmal ab.',
  },
  admin: {
    terms: 'Regeln',
    staff: 'Team',
    staffProof: 'Das Team meldet sich mit einem zweiten Nachweis an',
    staffProofHelp:
      'Wer hier eine Aufgabe hat, sich aber nur mit einem Passwort anmeldet, hat nicht mehr Rechte als alle anderen.',
    staffProofFirst: 'Richte erst dir selbst einen zweiten Nachweis ein, sonst sperrst du dich aus.',
    termsHelp:
      'Worauf sich Mitglieder einlassen, neben dem, was in jedem Archiv gilt; Markdown. Steht unter /terms.',
    title: 'Schreibtisch der Leitung',
    address: 'Adresse',
    addressWrong: (configured, seen) =>
      `Als Adresse des Archivs ist ${configured} eingestellt, diese Seite wurde aber unter ${seen} aufgerufen. Solange das nicht übereinstimmt, können Formulare und Links versagen: Stell FANLIGHT_URL ein, oder lass den Proxy den Host-Header weitergeben.`,
    addressRight: 'Die eingestellte Adresse ist die, über die du gekommen bist.',
    counts: 'Was darin ist',
    works: 'Werke',
    drafts: 'Entwürfe',
    people: 'Konten',
    searches: 'Suchen',
    searchesBy: { index: 'durch den Index', sql: 'durch die Datenbank, bis der Index gefüllt ist' },
    rederived: 'Werke, neu durchsuchbar gemacht',
    rederivedOf: (done: string, total: string) => `${done} von ${total}`,
    saved: 'Gespeichert.',
  },
};
