/** Nothing typed is lost: forms that came when nobody was logged in, and texts that are not saved yet. */
const moment = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(date);

export const keeping = {
  moment,
  logIn:
    'You were not logged in any more when you sent that. What you typed is kept for a day: log in, and it is there again.',
  kept: {
    title: 'What you typed is kept',
    lead: 'You were not logged in any more when you sent this. Nothing was done with it yet.',
    none: 'Nothing waits for you here. Forms are kept for a day, for whoever logs in with the same browser.',
    sent: (date: Date, timeZone: string) => `Sent on ${moment(date, timeZone)}`,
    send: 'Send it now',
    back: 'Back to the form, filled in',
    drop: 'Drop it',
    dropped: 'Dropped.',
    filled: 'This is what you typed before you were logged out. It is not saved yet.',
  },
  autosave: {
    title: 'Unsaved text',
    found: (date: Date, timeZone: string) =>
      `You have unsaved text of ${moment(date, timeZone)}. It is kept for 30 days, for you alone.`,
    use: 'Use it',
    compare: 'Compare',
    drop: 'Drop it',
    usedTitle: 'Unsaved text',
    used: 'This is your unsaved text. It counts only once you save it.',
    compareTitle: 'The unsaved text',
    savedTitle: 'What is saved',
    dropped: 'The unsaved text is dropped.',
  },
};
