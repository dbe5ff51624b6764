/** The picture on a work's front. */
const number = new Intl.NumberFormat('en');

export const covers = {
  title: 'Cover',
  lead: 'A cover stands above the work, on its EPUB, and in lists for readers who want to see covers. It is seen wherever the work is, and nowhere else.',
  none: 'This work has no cover. Its EPUB gets one that is drawn from the title.',
  picture: 'Picture',
  other: 'Another picture',
  pictureHelp: (mb: number) =>
    `JPEG, PNG, GIF or WebP of up to ${number.format(mb)} MB; upright ones look best. It is written anew, so that nothing of where or how it was made stays in it.`,
  alt: 'What the picture shows',
  altHelp: 'Read to people who do not see it. Without it, the picture counts as decoration.',
  save: 'Save',
  remove: 'Take the cover away',
  saved: 'The cover is saved.',
  removed: 'The cover is gone.',
  faults: {
    summary: 'This cover can’t be saved',
    needed: 'Choose a picture.',
    large: (mb: number) => `The picture is larger than ${number.format(mb)} MB.`,
    kind: 'This is no JPEG, PNG, GIF or WebP.',
    broken: 'The picture can’t be read whole, or has too many pixels.',
    alt: (most: number, given: number) =>
      `The description has up to ${number.format(most)} characters; this one has ${number.format(given)}.`,
  },
};
