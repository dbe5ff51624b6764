import type { Messages } from '../index.js';

export const people: Messages['people'] = {
  logIn: 'Anmelden',
  logInLead: 'Mitglieder lesen Werke, die nicht offen im Netz stehen, und bewahren hier ihre eigenen auf.',
  nameOrMail: 'Name oder E-Mail',
  password: 'Passwort',
  remember: 'Drei Monate lang angemeldet bleiben',
  wrong:
    'Dieser Name und dieses Passwort gehören nicht zusammen. Sieh beide noch einmal an; beim Passwort zählen Groß- und Kleinbuchstaben.',
  suspended: (until) =>
    `Du bist bis ${until} gesperrt. Bis dahin kannst du lesen, aber nichts hinzufügen, ändern oder löschen.`,
  banned:
    'Du bist in diesem Archiv auf Dauer gesperrt. Du kannst lesen und löschen, was dir gehört, aber nichts hinzufügen oder ändern.',
  byLine: 'Geschrieben als',
  works: (name) => `Werke von ${name}`,
  noWorks: 'Noch keine Werke, die du sehen kannst.',
  name: 'Name',
  nameHelp: 'Nur zum Anmelden, nie zu sehen. 3 bis 40 Buchstaben, Ziffern oder Unterstriche.',
  email: 'E-Mail',
  pseud: 'Pseudonym',
  pseudHelp: 'Was bei deinen Werken steht. Du kannst später noch weitere haben.',
  passwordHelp:
    'Mindestens 8 Zeichen. Ein paar Wörter hintereinander merken sich leicht und raten sich schwer.',
  faults: {
    login:
      'Ein Name hat 3 bis 40 Buchstaben, Ziffern oder Unterstriche und fängt mit Buchstabe oder Ziffer an und hört so auf.',
    loginTaken: 'Dieser Name ist vergeben.',
    email: 'Das sieht nicht nach einer E-Mail-Adresse aus, etwa name@example.org.',
    emailLong: 'Eine E-Mail-Adresse hat höchstens 254 Zeichen.',
    emailTaken: 'Mit dieser E-Mail gibt es schon ein Konto.',
    password: 'Ein Passwort hat 8 bis 72 Zeichen.',
    commonPassword:
      'Dieses Passwort würde man mit als Erstes raten. Besser sind ein paar Wörter, die nur du so hintereinander stellst.',
    pseud: 'Ein Pseudonym hat 1 bis 40 Buchstaben, Ziffern, Leerzeichen, Bindestriche oder Unterstriche.',
  },
};
