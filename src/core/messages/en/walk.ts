const number = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent' });

const quoted = (words: string): string => (/^["'“”„‟«»‘’‚‛‹›「『]/.test(words) ? words : `“${words}”`);

/** The walk through the doubtful places of an import. */
export const walk = {
  title: (name: string) => `Doubtful places: ${name}`,
  lead: 'The least certain first. What is proposed is chosen already: change what is wrong, then save.',
  leadKeys: 'The least certain first. One key answers each: press ? for the keys.',
  start: (n: number) =>
    n === 1
      ? 'Decide the doubtful place'
      : `Go through the ${number.format(n)} doubtful places, the least certain first`,
  through: 'Go through them, the least certain first',
  toReview: 'Back to the whole text',
  left: (n: number) => (n === 1 ? '1 left' : `${number.format(n)} left`),
  noneLeft: 'None left',
  save: 'Save these',
  more: 'Leave these open and see the next',
  first: 'Back to the least certain',
  open: 'Leave open',
  shownIn: 'In the text',
  previous: 'Previous',
  next: 'Next',
  all: 'All that remain are right',
  allLead: (n: number) =>
    n === 1
      ? 'The one place that is left stays as it is shown. Undo takes it back.'
      : `The ${number.format(n)} places that are left stay as they are shown. One undo takes it back.`,
  allDo: 'Keep them as they are',
  doneTitle: 'No doubtful place is left',
  doneLead:
    'Everything that had to be guessed has been looked at. Go on to what the work is about, or read the whole text once more.',
  questions: {
    begin: (words: string) => `Does a paragraph begin at ${quoted(words)}?`,
    inner: (words: string) => `Does a paragraph begin at ${quoted(words)}?`,
    emphasis: (words: string) => `Is ${quoted(words)} emphasised?`,
    kind: (kind: string) => `Is this a ${kind.toLowerCase()}?`,
  },
  answers: {
    right: 'It is right',
    break: 'Break here',
    keep: 'No break here',
    off: 'Take the emphasis off',
    longer: 'One word longer',
    shorter: 'One word shorter',
    paragraph: 'A paragraph',
    heading: 'A heading',
    scene_break: 'A scene break',
    note: 'A note',
  },
  /** How sure it is that the proposal is right, from 0 to 1; undefined where there is no figure. */
  certainty: (c: number | undefined): string =>
    c === undefined
      ? 'A guess'
      : c < 0.5
        ? 'Rather unlikely, but the best guess'
        : c < 0.6
          ? 'About even'
          : c < 0.75
            ? 'Likely'
            : 'Quite likely',
  percent: (c: number) => percent.format(c),
  done: {
    right: 'Right as it is.',
    break: 'A paragraph begins here.',
    keep: 'No break here.',
    off: 'Emphasis taken off.',
    longer: 'One word longer.',
    shorter: 'One word shorter.',
    paragraph: 'A paragraph.',
    heading: 'A heading.',
    scene_break: 'A scene break.',
    note: 'A note.',
    several: 'Saved.',
    all: 'All that remained is kept as it is.',
    undone: 'Taken back.',
    stale:
      'The text had been changed since this page was opened: in another tab, or by this very change, sent twice. Nothing was done the second time. This is how it stands.',
  } as Record<string, string>,
  keys: 'Keys',
  keyList: [
    ['j ↓', 'next place, leaving this one open'],
    ['k ↑', 'previous place'],
    ['b', 'break here'],
    ['n', 'no break here'],
    ['Enter', 'as proposed'],
    ['x', 'emphasis: take it off'],
    ['l', 'emphasis: one word longer'],
    ['s', 'emphasis: one word shorter; else: a scene break'],
    ['p h m', 'a paragraph, a heading, a note'],
    ['u', 'undo, as Ctrl+Z'],
    ['?', 'show the keys; Esc hides them'],
  ] as readonly (readonly [key: string, does: string])[],
  /** What the script says; `{name}` stands for what it knows. */
  script: {
    list: 'Doubtful places, one at a time. Keys are listed above.',
    place: '{n} of {all}. {question}',
    progress: '{n} of {all}',
    noAnswer: 'That is no answer here.',
    lastOne: 'This is the last place.',
    firstOne: 'This is the first place.',
  },
};
