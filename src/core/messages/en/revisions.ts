/** What chapters were before. */
const number = new Intl.NumberFormat('en');
const n = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${number.format(count)} ${many}`;

export const revisions = {
  title: 'Revisions',
  of: (chapter: string) => `Revisions of ${chapter}`,
  lead: 'Every save keeps what stood there before. All of the last 30 days stay, and always the newest 50; of older ones the last of each day.',
  only: 'Nothing was changed since this chapter came.',
  now: 'What stands there now',
  saved: (when: string, who: string | null) => (who ? `${when}, ${who}` : when),
  as: {
    typed: '',
    file: 'from a later version of its file',
    revision: 'put back from a revision',
  },
  first: 'The first state',
  changed: {
    title: 'title',
    summary: 'summary',
    notes: 'notes',
    text: 'text',
    tags: 'tags',
  },
  nothing: 'nothing that readers see',
  by: (delta: number) =>
    delta === 0
      ? 'as many words'
      : delta > 0
        ? `${n(delta, 'word', 'words')} more`
        : `${n(-delta, 'word', 'words')} fewer`,
  read: 'Read',
  compare: 'Compare with now',
  compareTwo: 'Compare two states',
  older: 'The older one',
  newer: 'The newer one',
  compareThem: 'Compare',
  restore: 'Put it back',
  restoreHelp: 'What stands there now becomes a revision; nothing is lost. No date moves.',
  forget: 'Let it go for good',
  restored: 'It stands there again.',
  forgotten: 'That state is gone for good.',
  toList: 'All revisions',
  ofHeader: 'Revisions of the header',
  headerLead:
    'Every save of the header keeps the title, summary, notes and tags that stood there before. All of the last 30 days stay, and always the newest 50; of older ones the last of each day.',
  headerOnly: 'Title, summary, notes and tags are as they were first saved.',
  headerRestoreHelp:
    'Title, summary, notes and tags become what they were. What stands there now becomes a revision; nothing is lost. No date moves.',
  refused: 'It can’t be put back as it is.',
  compared: 'What changed',
  comparedLead: (older: string, newer: string) => `From ${older} to ${newer}.`,
  legend: 'Words that were added are underlined, words that were taken out are struck through.',
  sums: (added: number, removed: number) =>
    `${n(added, 'word', 'words')} added, ${n(removed, 'word', 'words')} taken out.`,
  same: (paragraphs: number) => `${n(paragraphs, 'paragraph', 'paragraphs')} as before`,
  alike: 'The two read the same.',
  rough: 'The two differ so much that whole paragraphs are set against each other, not single words.',
  sceneBreak: '* * *',
  changedMeanwhile:
    'Somebody saved this chapter after you opened this page. Look at what stands there now; if you still want this state back, put it back again.',
};
