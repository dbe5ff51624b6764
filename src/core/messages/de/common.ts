import type { Messages } from '../index.js';
import { number } from './numbers.js';

const day = new Intl.DateTimeFormat('de', { dateStyle: 'medium', timeZone: 'UTC' });

const moments = new Map<string, Intl.DateTimeFormat>();
const momentIn = (zone: string): Intl.DateTimeFormat => {
  const made =
    moments.get(zone) ??
    new Intl.DateTimeFormat('de', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  moments.set(zone, made);
  return made;
};

export const common: Pick<
  Messages,
  'locale' | 'direction' | 'number' | 'day' | 'moment' | 'site' | 'form' | 'pager' | 'error'
> = {
  locale: 'de',
  direction: 'ltr',
  number,
  day: (date) => day.format(date),
  moment: (date, zone = 'UTC') => `${momentIn(zone).format(date)} Uhr (${zone.replaceAll('_', ' ')})`,
  site: {
    skip: 'Zum Text springen',
    menu: 'Hauptmenü',
    browse: 'Werke',
    import: 'Werk mitbringen',
    mine: 'Meine Werke',
    admin: 'Schreibtisch',
    logIn: 'Anmelden',
    logOut: 'Abmelden',
    theme: 'Licht und Farbe',
    themes: { system: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel', sepia: 'Sepia' },
    themeSet: 'Übernehmen',
    language: 'Sprache',
    languageSet: 'Anzeigen',
    poweredBy: 'Läuft mit Fanlight',
  },
  form: {
    optional: 'freiwillig',
    required: 'nötig',
    problem: 'Das ist noch nicht gespeichert',
    given: (n) => `Hier sind es ${number(n)}.`,
    save: 'Speichern',
    cancel: 'Abbrechen',
    back: 'Zurück',
  },
  pager: {
    label: 'Seiten',
    previous: 'Vorige',
    next: 'Nächste',
    page: (n) => `Seite ${number(n)}`,
    of: (n, last) => `Seite ${number(n)} von ${number(last)}`,
  },
  error: {
    title: (status) =>
      ({
        400: 'Diese Anfrage ist nicht lesbar',
        403: 'Nicht erlaubt',
        404: 'Nicht gefunden',
        413: 'Zu groß',
        422: 'Nicht ganz',
        429: 'Zu oft',
        503: 'Einen Augenblick',
        507: 'Kein Platz mehr',
      })[status] ?? 'Etwas ist schiefgegangen',
    notFound:
      'Hier gibt es nichts, was du sehen kannst. Vielleicht hat sich in die Adresse ein Tippfehler eingeschlichen, oder das Werk wurde entfernt.',
    membersOnly:
      'Manche Werke sind nur für Mitglieder. Wenn dir jemand diese Adresse gegeben hat, melde dich an, dann kommst du hierher zurück.',
    logIn: 'Anmelden und zurückkommen',
    home: 'Zur Startseite',
  },
};
