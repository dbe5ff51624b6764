/** Words that every page uses. */
const number = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

const moments = new Map<string, Intl.DateTimeFormat>();
const momentIn = (zone: string): Intl.DateTimeFormat => {
  const made =
    moments.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: zone,
    });
  moments.set(zone, made);
  return made;
};

export const common = {
  /** BCP 47, and how its script runs. */
  locale: 'en' as string,
  direction: 'ltr' as 'ltr' | 'rtl',
  number: (n: number) => number.format(n),
  day: (date: Date) => day.format(date),
  /** Day and time of day, and in which zone. */
  moment: (date: Date, zone = 'UTC') => `${momentIn(zone).format(date)} (${zone.replaceAll('_', ' ')})`,
  site: {
    skip: 'Skip to the text',
    menu: 'Main',
    browse: 'Works',
    import: 'Bring a work',
    mine: 'My works',
    admin: 'Desk',
    logIn: 'Log in',
    logOut: 'Log out',
    theme: 'Light and colour',
    themes: { system: 'As the device', light: 'Light', dark: 'Dark', sepia: 'Sepia' },
    themeSet: 'Use',
    language: 'Language',
    languageSet: 'Show',
    poweredBy: 'Kept with Fanlight',
  },
  form: {
    optional: 'optional',
    required: 'needed',
    problem: 'This was not saved yet',
    given: (n: number) => `This has ${number.format(n)}.`,
    save: 'Save',
    cancel: 'Cancel',
    back: 'Back',
  },
  pager: {
    label: 'Pages',
    previous: 'Previous',
    next: 'Next',
    page: (n: number) => `Page ${number.format(n)}`,
    of: (n: number, last: number) => `Page ${number.format(n)} of ${number.format(last)}`,
  },
  error: {
    title: (status: number) =>
      ({
        400: 'That request can’t be read',
        403: 'Not allowed',
        404: 'Not found',
        413: 'Too large',
        422: 'Not quite',
        429: 'Too often',
        503: 'Just a moment',
        507: 'No room left',
      })[status] ?? 'Something went wrong',
    notFound:
      'There is nothing here that you can see. The address may be mistyped, or the work may have been taken down.',
    membersOnly:
      'Some works are for members only. If a friend gave you this address, log in and you will come back here.',
    logIn: 'Log in and come back',
    home: 'To the front page',
  },
};
