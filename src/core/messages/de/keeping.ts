import type { Messages } from '../index.js';

const moment = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('de', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(date);

export const keeping: Messages['keeping'] = {
  moment,
  logIn:
    'Du warst nicht mehr angemeldet, als du das abgeschickt hast. Was du getippt hast, bleibt einen Tag lang aufbewahrt: Melde dich an, dann ist es wieder da.',
  kept: {
    title: 'Was du getippt hast, ist noch da',
    lead: 'Du warst nicht mehr angemeldet, als du das abgeschickt hast. Damit ist noch nichts geschehen.',
    none: 'Hier wartet nichts auf dich. Formulare bleiben einen Tag lang da, für alle, die sich im selben Browser anmelden.',
    sent: (date, timeZone) => `Abgeschickt am ${moment(date, timeZone)}`,
    send: 'Jetzt abschicken',
    back: 'Zurück zum ausgefüllten Formular',
    drop: 'Verwerfen',
    dropped: 'Verworfen.',
    filled: 'Das hast du getippt, bevor du abgemeldet wurdest. Es ist noch nicht gespeichert.',
  },
  autosave: {
    title: 'Nicht gespeicherter Text',
    found: (date, timeZone) =>
      `Vom ${moment(date, timeZone)} hast du nicht gespeicherten Text. Er bleibt 30 Tage da, nur für dich.`,
    use: 'Verwenden',
    compare: 'Vergleichen',
    drop: 'Verwerfen',
    usedTitle: 'Nicht gespeicherter Text',
    used: 'Das ist dein nicht gespeicherter Text. Er gilt erst, wenn du ihn speicherst.',
    compareTitle: 'Der nicht gespeicherte Text',
    savedTitle: 'Was gespeichert ist',
    dropped: 'Der nicht gespeicherte Text ist verworfen.',
  },
};
