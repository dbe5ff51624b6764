import type { Messages } from '../index.js';

export const preferences: Messages['preferences'] = {
  title: 'Einstellungen',
  lead: 'Niemand außer dir sieht sie.',
  save: 'Speichern',
  saved: 'Gespeichert.',
  asArchive: 'Wie das Archiv',
  language: 'Sprache der Seiten',
  languageHelp: 'Von Knöpfen, Hilfen und Briefen. Werke bleiben in der Sprache, in der sie geschrieben sind.',
  zone: 'Zeitzone',
  zoneHelp: 'In ihr siehst du Uhrzeiten. Die Tage, an denen Werke erschienen sind, sind für alle dieselben.',
  reading: 'Lesen',
  adult: 'Werke für Erwachsene ohne Nachfrage zeigen',
  adultHelp:
    'Sonst fragt erst eine Seite nach, wenn ein Werk mit Mature oder Explicit eingestuft ist oder gar nicht.',
  whole: 'Werke im Ganzen öffnen',
  wholeHelp:
    'Ein Link zu einem Werk mit mehreren Kapiteln zeigt dann alle auf einer Seite, nicht nur das erste.',
  plain: 'Werke ohne die Skins ihrer Autorinnen und Autoren zeigen',
  plainHelp: 'An jedem Werk zeigt ein Knopf seinen Skin trotzdem.',
  covers: 'Titelbilder in Listen zeigen',
  coversHelp:
    'Klein, neben dem, was sonst über ein Werk dasteht. Auf der Seite des Werks ist sein Titelbild immer da.',
  hideWarnings: 'Archivwarnungen verbergen, bis ich frage',
  hideWarningsHelp:
    'Jedes Werk hat dann eine Stelle, an der man sie öffnet. An deinen eigenen stehen sie immer.',
  hideFreeforms: 'Weitere Tags verbergen, bis ich frage',
  hideFreeformsHelp: 'Ebenso. In Listen zum Filtern siehst du Tags aber vielleicht doch.',
  veil: { warning: 'Warnungen zeigen', freeform: 'Weitere Tags zeigen', symbol: 'Warnungen sind verborgen' },
  others: 'Was andere mich fragen dürfen',
  invitations: 'Andere dürfen mich um gemeinsame Werke bitten',
  invitationsHelp: 'Bei keinem Werk steht dein Name, bevor du zusagst.',
  gifts: 'Andere dürfen mir Werke schenken',
  giftsHelp: 'Ein Geschenk nennt dich beim Werk. Du kannst jedes ablehnen.',
  related: 'Werke anderer dürfen meine nennen',
  relatedHelp:
    'Als das, wovon sie inspiriert sind oder was sie übersetzen. Bei deinen stehen sie nur, wenn du es jeweils erlaubst. Ohne dies werden deine nur dort genannt, wo du zugestimmt hast.',
  letters: 'Briefe, die ich bekomme',
  lettersHelp: 'Was dein Konto selbst angeht, etwa ein neues Passwort, kommt immer.',
  kinds: {
    'co-creation': 'Jemand bittet mich um ein gemeinsames Werk',
    gift: 'Jemand schenkt mir ein Werk',
    related: 'Jemand nennt ein Werk von mir als Vorbild oder übersetzt eines',
    search: 'Eine meiner Suchen findet neue Werke',
  },
  faults: {
    summary: 'Nichts ist verloren: Bessere aus, was markiert ist, und schick es noch einmal ab.',
    language: 'Wähle eine der Sprachen.',
    zone: 'Wähle eine der Zeitzonen.',
  },
  stop: {
    title: 'Keine solchen Briefe mehr?',
    lead: (kind) =>
      `Du bekommst einen Brief, wenn Folgendes geschieht: ${kind}. In deinen Einstellungen kannst du das jederzeit ändern.`,
    yes: 'Keine mehr schicken',
    done: 'Solche Briefe bekommst du nicht mehr.',
    gone: 'Dieser Link gilt nicht mehr. In deinen Einstellungen kannst du wählen, welche Briefe du bekommst.',
    label: 'Keine solchen Briefe mehr',
    why: (archive) => `Du bekommst diesen Brief, weil du Mitglied bei ${archive} bist.`,
    to: 'Zu meinen Einstellungen',
  },
};
