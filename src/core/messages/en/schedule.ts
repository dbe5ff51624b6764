/** Works and chapters that are posted at their hour, and drafts. */
const number = new Intl.NumberFormat('en');

export const schedule = {
  title: 'Post at a set time',
  workLead: (title: string) =>
    `“${title}” is posted with all its chapters at that hour. Until then it is a draft.`,
  chapterLead: (name: string) => `${name} is posted at that hour. Until then it is a draft.`,
  day: 'Day',
  time: 'Time of day',
  timeHelp: 'As HH:MM, from 00:00 to 23:59.',
  zone: 'Time zone',
  zoneHelp:
    'An hour that the clocks leave out in spring is taken as one hour later; one that comes twice in autumn is taken the first time.',
  silent: 'Tell nobody who follows the work',
  silentHelp: 'The chapter and the date of the work are as ever; only the notices are left out.',
  set: 'Post it then',
  change: 'Change the time',
  cancel: 'Don’t post it by itself',
  at: (when: string) => `Will be posted on ${when}`,
  done: (when: string) => `It will be posted on ${when}.`,
  skipped: 'The clocks leave that hour out on that day, so it is taken as much later.',
  twice: 'That hour comes twice on that day; the first one is taken.',
  cancelled: 'It stays a draft until you post it.',
  failed: (reasons: string) => `Was not posted at its hour: ${reasons}`,
  link: 'Post at a set time',
  reasons: {
    standing: 'Your account may not write at present.',
    nobody: 'Nobody who may post it is left.',
    other: 'Something in its header has to be mended first.',
  },
  faults: {
    moment: 'Give a day as YYYY-MM-DD and a time as HH:MM.',
    past: 'That time is over. Give one that is still to come, or post it now.',
    zone: 'Choose a time zone from the list.',
    posted: 'It is posted already.',
    draftWork: 'Its work is a draft: post or schedule the work, and all its chapters go with it.',
  },
  needs: 'Before it can wait for its hour, this has to be mended:',
  mend: 'Edit the header',
  drafts: {
    title: 'Drafts',
    lead: 'Drafts stay until you post or delete them; nothing else takes them away.',
    none: 'You have no drafts.',
    chapterOf: (chapter: string, work: string) => `${chapter} of ${work}`,
    age: (days: number) =>
      days === 0 ? 'begun today' : days === 1 ? 'begun yesterday' : `begun ${number.format(days)} days ago`,
    saved: (when: string) => `last saved ${when}`,
  },
  read: 'Read as it will be',
  readPosted: 'Read',
  readWork: 'Read the work as it will be',
  linkWork: 'Post the work at a set time',
  waiting: 'Waiting for their hour',
  letter: {
    subject: (title: string) => `Not posted: ${title}`,
    hello: (name: string) => `Hello ${name},`,
    text: (title: string, when: string) =>
      `“${title}” was to be posted on ${when}. Something is missing, so it stayed a draft:`,
    again: 'Mend it and post it, or give it another time.',
    link: 'Open it',
    why: (archive: string) => `You get this letter because you set a time for posting at ${archive}.`,
  },
};
