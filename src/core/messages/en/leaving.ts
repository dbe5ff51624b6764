/** Works that are given away, and accounts that go. */
const number = new Intl.NumberFormat('en');
const works = (n: number): string => (n === 1 ? '1 work' : `${number.format(n)} works`);

export const leaving = {
  /** The name of the account that holds what was given away. */
  orphanName: 'orphan account',
  works,
  orphan: {
    title: 'Give works away',
    lead: 'A work that you give away stays where it is, with its address, its counts and what others wrote about it. It is not yours any more: you can never change it, delete it or take it back.',
    which: 'Which works',
    some: 'Those that I mark below',
    ofPseud: (name: string) => `All works of ${name}`,
    all: 'All my posted works',
    list: 'Your posted works',
    name: 'Your pen name on them',
    withoutName: 'Take it off: they are by “orphan account”',
    withName: 'Leave it there, although nobody is behind it any more',
    next: 'Go on',
    none: 'You have no posted works that you could give away.',
    sureTitle: (count: number) => `Give ${works(count)} away?`,
    sureLead: 'This can’t be taken back by you or by anybody else.',
    happens: {
      stays:
        'They stay posted, with all their chapters, tags and dates. Others who made them stay their creators.',
      yours: 'They leave your pages, and you can no longer change or delete them.',
      nobody: 'Nobody is told.',
      seriesNamed: 'A series goes with them when no other work of yours is in it.',
      series:
        'A series goes with them when no other work of yours is in it. Out of one that you keep they are taken, since it would tell whose they were.',
      named: (names: string) => `“${names}” stays on them.`,
      unnamed:
        'Your pen name goes from them, and so does the link to where they were first published. Nothing in the archive says any more whose they were.',
      text: 'What you wrote in texts and notes stays: a name in there is yours to take out before.',
    },
    yes: 'Give them away',
    no: 'Keep them',
    done: 'They are given away.',
    faults: { none: 'Mark at least one work, or choose all of them.' },
  },
  delete: {
    title: 'Delete the account',
    lead: 'Your account goes at once and for good: your name, e-mail, pen names, pictures, preferences, drafts, imports and sessions. This can’t be taken back.',
    take: 'Take your works along first',
    takeLead: 'One file with all your works as e-books, drafts too.',
    takeLink: 'Download my works',
    sole: (n: number) => `What becomes of ${works(n)} of yours alone`,
    soleHelp: 'Drafts of yours alone are deleted in any case.',
    shared: (n: number) => `What becomes of ${works(n)} that you made with others`,
    choices: {
      delete: 'Delete them',
      leave: 'I leave them; they stay with the others',
      orphan: 'Give them away without my name',
      named: 'Give them away; my pen name stays on them',
    },
    comments: 'Works that you look after for writers who are not here stay, for members, without your name.',
    code: 'Code of your second proof',
    codeHelp:
      'From your app, or one of your codes on paper. With a passkey alone, make new codes on the page of the second proof first.',
    yes: 'Delete my account for good',
    no: 'Keep it',
    doneTitle: 'Your account is gone',
    done: 'Thank you for having been here. You are logged out everywhere.',
    lastHost: 'You are the only host. Make somebody else a host first, or nobody could run the archive.',
    faults: { code: 'That code is not good.', choice: 'Choose what becomes of these works.' },
    letter: {
      subject: (archive: string) => `Your account at ${archive} was deleted`,
      text: (archive: string) =>
        `Your account at ${archive} was deleted, as you asked, and you were logged out everywhere. This address is kept no longer; this is the last letter to it.`,
      why: (archive: string) => `You get this letter because you had an account at ${archive}.`,
    },
  },
  fileName: 'my-works',
};
