import type { Messages } from '../index.js';

export const account: Messages['account'] = {
  title: 'Dein Konto',
  link: 'Konto',
  lead: (login) => `Du meldest dich als ${login} an. Diesen Namen sehen nur du und das Team.`,
  nav: 'Konto',
  pages: {
    overview: 'Überblick',
    sessions: 'Wo du angemeldet bist',
    password: 'Passwort',
    name: 'Anmeldename',
    email: 'E-Mail',
    invitations: 'Einladungen',
  },
  current: { name: 'Name', email: 'E-Mail', since: 'Mitglied seit' },
  passwordNow: 'Dein jetziges Passwort',
  passwordNowHelp: 'Damit niemand etwas ändern kann, der diese Seite offen vorfindet.',
  wrongPassword: 'Das ist nicht dein Passwort.',
  sessions: {
    lead: 'Jede Zeile ist ein Browser, in dem du angemeldet bist. Beende die, die du nicht kennst, und wähle dann ein neues Passwort.',
    here: 'Dieser Browser',
    unknown: 'Ein Browser, der nicht sagt, was er ist',
    since: (day, seen) => `Angemeldet am ${day}, zuletzt hier am ${seen}`,
    end: 'Beenden',
    endOthers: 'Alle außer diesem beenden',
    ended: 'Beendet.',
    alone: 'Sonst bist du nirgends angemeldet.',
  },
  password: {
    lead: 'Überall sonst wirst du abgemeldet.',
    new: 'Neues Passwort',
    save: 'Ändern',
    done: 'Dein Passwort ist geändert, und überall sonst bist du abgemeldet.',
  },
  name: {
    lead: 'Du kannst ihn einmal in sieben Tagen ändern. Ein Pseudonym, das genauso heißt, ändert sich mit.',
    new: 'Neuer Name',
    save: 'Ändern',
    done: 'Dein Name ist geändert.',
    soon: (day) =>
      `Du hast deinen Namen in den letzten sieben Tagen schon geändert. Das nächste Mal geht es am ${day}.`,
    same: 'So heißt du schon.',
  },
  email: {
    lead: 'An die neue Adresse geht ein Brief. Sie gilt, sobald du dem Link darin folgst; bis dahin bleibt es bei der alten.',
    new: 'Neue E-Mail',
    save: 'Brief schicken',
    sent: 'Ein Brief an die neue Adresse ist unterwegs. Sein Link gilt sieben Tage.',
    waits: (email) => `${email} wartet auf die Bestätigung.`,
    forget: 'Bei der alten Adresse bleiben',
    title: 'Eine neue Adresse für dein Konto',
    confirmLead: (email) => `Damit wird ${email} die Adresse deines Kontos.`,
    confirm: 'So soll es sein',
    done: 'Deine neue Adresse ist bestätigt.',
    taken: 'Diese Adresse geht nicht mehr. Versuch es mit einer anderen.',
  },
  letters: {
    email: {
      subject: (archive) => `Bestätige deine neue Adresse für ${archive}`,
      text: 'Du möchtest, dass Briefe zu deinem Konto von jetzt an hierher gehen.',
      link: 'Das ist meine Adresse',
    },
    emailAsked: {
      subject: (archive) => `Eine neue Adresse für dein Konto bei ${archive}`,
      text: (email) =>
        `Jemand, der dein Passwort kennt, möchte, dass Briefe zu deinem Konto von jetzt an zu ${email} gehen. Das geschieht, sobald dort dem Link im Brief gefolgt wird. Wenn du das nicht warst, wähle gleich ein neues Passwort, dann wird nichts daraus:`,
      link: 'Neues Passwort wählen',
    },
    passwordChanged: {
      subject: (archive) => `Dein Passwort bei ${archive} wurde geändert`,
      text: 'Dein Passwort wurde geändert, und überall sonst wurdest du abgemeldet. Wenn du das nicht warst, wähle gleich ein anderes:',
      link: 'Neues Passwort wählen',
    },
    nameChanged: {
      subject: (archive) => `Dein Name bei ${archive} wurde geändert`,
      text: (name) =>
        `Von jetzt an meldest du dich als ${name} an. Wenn du das nicht warst, wähle gleich ein neues Passwort:`,
      link: 'Neues Passwort wählen',
    },
  },
};
