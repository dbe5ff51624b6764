const number = new Intl.NumberFormat('en');
const n = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${number.format(count)} ${many}`;

/** Rounded as a person would say it. */
function duration(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return n(minutes, 'minute', 'minutes');
  const hours = Math.round(minutes / 6) / 10;
  return hours === 1 ? 'an hour' : `${number.format(hours)} hours`;
}

export const batches = {
  title: (name: string) => `Many at once: ${name}`,
  list: 'Many at once',
  files: (count: number) => n(count, 'file', 'files'),
  nameOfFiles: (count: number) => n(count, 'file', 'files'),
  progress: 'Progress',
  done: (done: number, all: number) => `${number.format(done)} of ${number.format(all)} read`,
  left: (seconds: number) => `about ${duration(seconds)} left`,
  reading: 'Files are being read. You can leave this page; it goes on without you.',
  saving: (count: number) => `${n(count, 'work is', 'works are')} still to be saved. It goes on without you.`,
  stopped: 'Stopped. Nothing is read or saved until you let it go on.',
  allRead: 'All files are read.',
  reload: 'Look again',
  stop: 'Stop',
  goOn: 'Go on',
  counts: {
    waiting: 'Waiting',
    review: 'To review',
    failed: 'Could not be read',
    here: 'Here already',
    saved: 'Saved',
  },
  joined: (works: number, files: number) =>
    `${n(files, 'file was', 'files were')} recognised as chapters and put together into ${n(works, 'work', 'works')}. Each can be taken apart again below.`,
  leftOut: (count: number) =>
    `${n(count, 'file that is no story', 'files that are no stories')} (pictures, styles and the like) ${count === 1 ? 'was' : 'were'} left out.`,
  filters: {
    all: 'All',
    review: 'To review',
    failed: 'Could not be read',
    here: 'Here already',
    saved: 'Saved',
  },
  filter: 'Show',
  none: 'There are none.',
  mass: 'With all of them',
  afterReading: 'When all files are read, you can save and post them here together.',
  saveAll: (count: number) => `Save ${n(count, 'work', 'works')} as ${count === 1 ? 'a draft' : 'drafts'}`,
  postAll: (count: number) => `Post ${n(count, 'work that is whole', 'works that are whole')}`,
  incomplete: (count: number) =>
    `${n(count, 'work lacks', 'works lack')} something that readers look for and can only become ${count === 1 ? 'a draft' : 'drafts'} until it is there:`,
  lacks: {
    title: (count: number) => `${n(count, 'has', 'have')} no title`,
    fandoms: (count: number) => `${n(count, 'has', 'have')} no fandom`,
    rating: (count: number) => `${n(count, 'has', 'have')} no rating`,
    warnings: (count: number) => `${n(count, 'has', 'have')} no warning`,
    language: (count: number) => `${n(count, 'does', 'do')} not say the language`,
  },
  missing: 'Missing:',
  missable: {
    title: 'title',
    fandoms: 'fandom',
    rating: 'rating',
    warnings: 'warning',
    language: 'language',
  },
  fill: 'Say it for all that lack it',
  fillLead: 'Works that have their own keep it. What you leave empty stays as it is.',
  fillNothing: 'Choose or type at least one thing that is to be set.',
  fillSet: 'Set it for all that lack it',
  fillChoose: 'Leave as it is',
  pseud: 'Pen name',
  existing: (count: number) =>
    `${n(count, 'file is a work that you have', 'files are works that you have')} here already. What shall become of ${count === 1 ? 'it' : 'them'}?`,
  existingSkip: 'Leave the works as they are',
  existingUpdate: 'Bring the works up to date',
  existingNew: 'Bring them in as other works',
  existingHelp:
    'Bringing up to date replaces chapters that changed and adds new ones; what you changed here stays, and what is replaced is kept with the chapter’s revisions. Open one to see what it would do.',
  again: (count: number) => `Try ${n(count, 'failed file', 'failed files')} again`,
  removeFailed: (count: number) => `Remove ${n(count, 'failed file', 'failed files')}`,
  remove: 'Remove the whole list',
  removeTitle: 'Remove this list?',
  removeLead: (files: number) =>
    `${n(files, 'file that is', 'files that are')} not saved will be gone, with all that you changed in their reviews.`,
  removeSaved: (works: number) => `${n(works, 'work that was saved stays', 'works that were saved stay')}.`,
  removeFailedTitle: 'Remove the files that failed?',
  removeFailedLead: (files: number) => `${n(files, 'file', 'files')} will be gone from here.`,
  postTitle: 'Post these works?',
  postLead: (works: number) =>
    `${n(works, 'work', 'works')} will be posted, one after the other, for everybody to read. Letters to those who follow you may go out.`,
  report: 'The list as a file',
  csv: 'CSV',
  json: 'JSON',
  review: 'Review',
  openWork: 'Read it',
  look: 'What is new in it',
  apart: 'Take it apart',
  apartTitle: 'Take this work apart?',
  apartLead: (files: number) =>
    `Each of its ${n(files, 'file', 'files')} becomes a work of its own again, as it was read. What you changed in the review of the whole is gone.`,
  madeOf: (files: number) => `Put together from ${n(files, 'file', 'files')}:`,
  more: (count: number) => `and ${number.format(count)} more`,
  willSave: 'Will be saved',
  willUpdate: 'Will be brought up to date',
  hereAs: (title: string) => `Here already as “${title}”`,
  removed: 'The list was removed.',
  notSaved: 'Something went wrong on our side while this was saved. It is kept here; try again later.',
  did: {
    stop: 'Stopped.',
    go: 'It goes on.',
    draft: 'The works are being saved as drafts.',
    posted: 'The works are being posted.',
    skip: 'Those works stay as they are.',
    update: 'The works are being brought up to date.',
    new: 'They will be works of their own.',
    fill: 'Set.',
    again: 'The files are being read again.',
    failed: 'Removed.',
    apart: 'Taken apart.',
  } as Record<string, string>,
  one: {
    title: 'You have this work already',
    own: (title: string) => `“${title}” is yours and comes from the same place.`,
    other: 'Somebody else has posted a work from the same address:',
    notice: 'You have this work here already.',
    decide: 'See what is new and decide',
    preview: 'What bringing it up to date would do',
    same: (count: number) => `${n(count, 'chapter is', 'chapters are')} the same`,
    changed: (count: number) => `${n(count, 'chapter', 'chapters')} changed and would be replaced`,
    mine: (count: number) =>
      `${n(count, 'chapter was', 'chapters were')} changed here and would stay as they are here`,
    both: (count: number) =>
      `${n(count, 'chapter was', 'chapters were')} changed both here and in the file, and would stay as they are here`,
    new: (count: number) => `${n(count, 'new chapter', 'new chapters')} would be added`,
    'only-here': (count: number) =>
      `${n(count, 'chapter stands', 'chapters stand')} only here and would stay`,
    kinds: {
      same: 'the same',
      changed: 'replaced',
      mine: 'stays, changed here',
      both: 'stays, changed here and in the file',
      new: 'new',
      'only-here': 'stays, only here',
    },
    keeps:
      'The title, the tags and the notes of the whole work stay as they are here, and so do its dates unless there are new chapters. What is replaced is kept with the chapters’ revisions.',
    replaceMine: 'Also replace the chapters that were changed here',
    update: 'Bring it up to date',
    skip: 'Leave the work as it is',
    another: 'Bring it in as another work',
    text: 'Look at the text first',
    skipped: 'You left the work that you have here as it is.',
  },
};
