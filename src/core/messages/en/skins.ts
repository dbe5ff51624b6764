/** How works look: skins, covers. */
const number = new Intl.NumberFormat('en');

export const skins = {
  title: 'Work skins',
  lead: 'A skin is CSS with which a work looks as you meant it: messages of telephones, letters, signs. It holds for the text of the works that wear it and for nothing else on the page. Readers can turn skins off; a work has to make sense without one.',
  own: 'Your skins',
  none: 'You have made no skin yet.',
  add: 'Make a skin',
  addTitle: 'A new skin',
  editTitle: 'Edit a skin',
  wornBy: (n: number) =>
    n === 0 ? 'no work wears it' : n === 1 ? '1 work wears it' : `${number.format(n)} works wear it`,
  ofArchive: 'Skins of the archive',
  ofArchiveLead: 'Choose one of these in the form of your work, and give your text their classes.',
  archive: {
    texts: { name: 'Text messages', about: 'A telephone with messages that were sent and received.' },
    letter: { name: 'Letter', about: 'A letter on a sheet of its own.' },
    chat: { name: 'Chat', about: 'A chat of several people, or the posts of a forum.' },
    newspaper: { name: 'Newspaper', about: 'A cutting with a headline and columns.' },
  },
  archiveUse:
    'Choose it in the form of your work. Then write the text as HTML with these classes. If you want it a little different, make a skin of your own from its CSS.',
  archiveHtml: 'The HTML of this example',
  archiveCss: 'Its CSS',
  toList: 'All skins',
  preview: 'Preview',
  previewed: 'This is how it looks. It is not saved.',
  saved: 'The skin is saved. This is how it looks.',
  removed: 'The skin is deleted.',
  remove: 'Delete',
  removeTitle: 'Delete this skin?',
  removeLead: (n: number) =>
    n === 0
      ? 'No work wears it.'
      : n === 1
        ? 'A work wears it, and is shown without a skin then.'
        : `${number.format(n)} works wear it, and are shown without a skin then.`,
  removeYes: 'Delete it',
  removeNo: 'Keep it',
  leftOut: (n: number) => (n === 1 ? '1 thing is left out' : `${number.format(n)} things are left out`),
  leftOutLead: 'The rest of the skin holds.',
  place: (line: number, column: number) => `Line ${line}, column ${column}:`,
  faults: {
    syntax: 'can’t be read as CSS.',
    property: 'is no property that a skin may set.',
    custom: 'is a custom property; write the value itself.',
    value: 'is no value that a skin may use here.',
    address: 'loads something; skins load nothing.',
    function: 'is no function that a skin may use.',
    unit: 'has a unit that a skin may not use.',
    large: 'is too large a number.',
    long: 'is too long.',
    deep: 'is nested too deeply.',
    position: 'can’t be: a skin stays where its work is. Use relative or absolute.',
    selector: 'is no selector that a skin may use. Use classes and names of elements.',
    nested: 'stands within another rule; write each rule by itself.',
    'at-rule': 'is not allowed; only @media is.',
    media: 'is no condition that a skin may ask for.',
    many: 'are too many.',
  },
  form: {
    title: 'Name',
    titleHelp: 'For you alone; readers do not see it.',
    source: 'CSS',
    sourceHelp:
      'Each rule holds within the work. #workskin stands for the work itself. If you post anonymously, do not wear a skin that is known to be yours.',
    allowed: 'What a skin may do',
    allowedList: [
      'Colours, backgrounds and gradients, borders, spaces, sizes, fonts by name, columns, flex and grid, lists, tables, tabs, shadows, filters, transforms and transitions.',
      'Classes, names of elements, attributes, :hover and the like, ::before, ::after and ::first-letter.',
      '@media with the width of the page, dark or light, print.',
      'Nothing that loads anything, no url(), @import or @font-face, no variables, no animations, nothing that is fixed to the window.',
    ],
    on: 'Preview with',
    onSample: 'A sample of everything',
    save: 'Save',
    preview: 'Preview',
    problem: 'This skin can’t be saved yet',
    needsTitle: 'A skin needs a name.',
    titleLong: (most: number, given: number) =>
      `A name has up to ${number.format(most)} characters; this one has ${number.format(given)}.`,
    sourceLong: (most: number, given: number) =>
      `A skin has up to ${number.format(most)} characters; this one has ${number.format(given)}.`,
    many: (most: number) => `An account has up to ${number.format(most)} skins. Delete one first.`,
  },
  field: 'Work skin',
  fieldHelp: 'How the text looks. Your own skins and those of the archive are under My works, Work skins.',
  noSkin: 'None',
  choice: {
    isWorn: 'This work is shown in its writer’s style.',
    plain: 'Show it plainly',
    isPlain: 'This work has a style of its writer’s, which is off.',
    wear: 'Show it',
    always: 'For all works',
  },
};
