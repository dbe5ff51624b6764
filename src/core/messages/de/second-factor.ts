import type { Messages } from '../index.js';
import { n } from './numbers.js';

export const secondFactor: Messages['secondFactor'] = {
  title: 'Zweiter Nachweis',
  lead: 'Neben deinem Passwort etwas, das nur du hast: eine App, die Codes zeigt, oder ein Passkey in Telefon, Computer oder Schlüssel.',
  on: 'Dein Konto verlangt einen zweiten Nachweis.',
  off: 'Dein Konto verlangt nur dein Passwort.',
  required:
    'Dieses Archiv verlangt von seinem Team einen zweiten Nachweis. Solange du keinen hast, kannst du hier, was jedes Mitglied kann.',
  app: {
    title: 'Eine App, die Codes zeigt',
    none: 'Jede Authenticator-App ist recht.',
    since: 'Sie ist eingerichtet.',
    setUp: 'Einrichten',
    remove: 'Nicht mehr benutzen',
    scanTitle: 'Füg das Archiv deiner App hinzu',
    scan: 'Scanne das mit der App, oder tipp den Schlüssel dort ein.',
    picture: 'QR-Code mit dem Schlüssel',
    key: 'Schlüssel',
    code: 'Der Code, den sie jetzt zeigt',
    codeHelp: 'Sechs Ziffern.',
    wrong:
      'Dieser Code stimmt nicht. Codes wechseln alle 30 Sekunden; prüf, ob die Uhr deines Geräts richtig geht, und nimm den nächsten.',
    confirm: 'Einschalten',
  },
  codes: {
    title: 'Codes auf Papier',
    lead: 'Jeder lässt dich einmal hinein, wenn App oder Passkey weg sind. Druck sie aus oder schreib sie ab: Sie werden nicht noch einmal gezeigt.',
    left: (count) => `${n(count, 'Code ist', 'Codes sind')} übrig.`,
    renew: 'Neue machen',
    old: 'Die bisherigen gelten nicht mehr.',
    done: 'Ich habe sie aufbewahrt',
  },
  passkeys: {
    title: 'Passkeys',
    lead: 'Mit einem Passkey meldest du dich ohne Passwort an, durch die Sperre deines Geräts.',
    none: 'Du hast keine.',
    needsHost:
      'Passkeys brauchen eine Adresse mit Hostnamen und https; dieses Archiv wurde über eine Nummer oder ohne https geöffnet.',
    needsScript: 'Zum Hinzufügen braucht es JavaScript.',
    since: (day) => `hinzugefügt am ${day}`,
    used: (day) => `zuletzt benutzt am ${day}`,
    name: 'Ein Name dafür',
    nameHelp: 'Damit du sie auseinanderhältst, etwa „Telefon“.',
    fallbackName: 'Passkey',
    add: 'Passkey hinzufügen',
    remove: 'Entfernen',
    removed: 'Der Passkey ist entfernt.',
    added: 'Der Passkey ist hinzugefügt.',
    failed: 'Der Passkey hat sich nicht ausgewiesen. Versuch es noch einmal, oder nimm einen anderen Weg.',
    tooMany: 'Mehr gehen nicht. Entferne erst einen.',
    useIt: 'Mit Passkey anmelden',
    interrupted: 'Das wurde unterbrochen. Nichts hat sich geändert; versuch es noch einmal.',
  },
  logIn: {
    title: 'Eines noch',
    lead: 'Tipp den Code ein, den deine App zeigt, oder einen deiner Codes auf Papier.',
    leadPasskey: 'Nimm deinen Passkey, oder tipp einen deiner Codes ein.',
    code: 'Code',
    go: 'Anmelden',
    wrong: 'Dieser Code stimmt nicht, oder er wurde schon benutzt. Nimm den nächsten, den deine App zeigt.',
    gone: 'Das hat zu lange gedauert. Melde dich noch einmal an.',
  },
  letters: {
    on: {
      subject: (archive) => `Dein Konto bei ${archive} hat einen weiteren Nachweis`,
      text: 'Von jetzt an lässt sich dein Konto in diesem Archiv auch auf einem Weg öffnen, der eben dazukam. Wenn du das nicht warst, wähle gleich ein neues Passwort:',
    },
    off: {
      subject: (archive) => `Dein Konto bei ${archive} hat einen Nachweis weniger`,
      text: 'Ein Weg, dich auszuweisen, wurde eben von deinem Konto entfernt. Wenn du das nicht warst, wähle gleich ein neues Passwort:',
    },
    link: 'Neues Passwort wählen',
  },
};
