/** The pen names of an account. */
const number = new Intl.NumberFormat('en');

export const pseuds = {
  title: 'Pen names',
  lead: 'Each stands by itself: nobody but you and the staff can tell that they are one person’s.',
  usual: 'Used unless you choose another',
  add: 'Add a pen name',
  addTitle: 'A new pen name',
  edit: 'Change',
  editTitle: (name: string) => `The pen name ${name}`,
  remove: 'Delete',
  page: 'Its page',
  name: 'Pen name',
  nameHelp: 'Up to 40 letters, digits, spaces, hyphens or underscores.',
  description: 'About it',
  descriptionHelp: (n: number) => `Shown on its page, up to ${number.format(n)} characters of plain text.`,
  makeUsual: 'Use this one unless I choose another',
  icon: 'Picture',
  iconHelp: (kb: number) =>
    `GIF, JPEG or PNG of up to ${number.format(kb)} KB. It is cut to a square and written anew, so that nothing of where it was taken stays in it. Only the pen name’s page shows it.`,
  iconAlt: 'What the picture shows',
  iconAltHelp: 'Read to people who do not see it. Without it, the picture counts as decoration.',
  iconComment: 'Comment on the picture',
  iconCommentHelp: 'Such as who drew it.',
  iconRemove: 'Take the picture away',
  save: 'Save',
  added: 'The pen name is added.',
  saved: 'Saved.',
  removed: 'The pen name is deleted.',
  removeTitle: (name: string) => `Delete the pen name ${name}?`,
  removeLead: 'It goes for good, with its picture and what stands about it.',
  removeMoves: (count: number) =>
    count === 1
      ? 'A work stands under it, or it was asked to be on one. Choose the pen name that it moves to.'
      : `${number.format(count)} works stand under it, or it was asked to be on them. Choose the pen name that they move to.`,
  removeTo: 'Move them to',
  removeYes: 'Delete it',
  removeNo: 'Keep it',
  faults: {
    summary: 'Nothing is lost: mend what is marked and send it again.',
    taken: 'You have a pen name like that already.',
    many: (n: number) => `An account has up to ${number.format(n)} pen names.`,
    description: (n: number) => `A description has up to ${number.format(n)} characters.`,
    alt: (n: number) => `This has up to ${number.format(n)} characters.`,
    iconLarge: (kb: number) => `A picture may have up to ${number.format(kb)} KB.`,
    iconKind: 'This is no GIF, JPEG or PNG that can be read.',
    usual: 'The pen name that you usually use stays. Choose another as the usual one first.',
    to: 'Choose another of your pen names.',
  },
};
