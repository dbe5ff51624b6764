/** What can go wrong on any page. */
const number = (n: number): string => n.toLocaleString('en-GB');
const size = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${number(Math.floor(bytes / (1024 * 1024)))} MB` : `${number(bytes)} bytes`;

export const errors = {
  notFound: 'There is nothing here that you can see.',
  internal: 'Something went wrong on our side. It has been written down; nothing that was saved is lost.',
  diskFull:
    'The archive has no room left, so this was not saved. Its host has to make space; reading goes on.',
  stopped: 'This took too long and was stopped. Try again in a moment.',
  databaseAway: 'The database is away for a moment. Nothing that was saved is lost; try again shortly.',
  brokenForm: 'This form did not arrive whole. Go back and send it again; what you typed is still there.',
  tooLarge: 'That is larger than this page takes.',
  badType: 'This form cannot be read: its content type is not one that this page takes.',
  badRequest: 'This request cannot be read. Go back, reload the page and try again.',
  badEncoding: 'This form came in an unreadable encoding. Reload the page and send it again.',
  foreignForm:
    'This form was not sent from a page of this archive, so nothing was done. Open the page here and send it again. (If you are the host: the address the archive is set to and the one in the browser must agree.)',
  tooOften: (seconds: number) => `That was too often. Wait ${number(seconds)} seconds, then try again.`,
  busyDoor: 'Too many people are logging in at this moment. Try again in a few seconds.',
  /** Of a text that is cleaned. */
  text: {
    'too-large': (limit: number) =>
      `This text is larger than ${size(limit)}, the most that one text may be. Divide it into chapters.`,
    'too-many-tags': (limit: number) =>
      `This text holds more than ${number(limit)} HTML tags, the most that one text may hold. Divide it into chapters, or paste it without its formatting.`,
    'too-deep': (limit: number) =>
      `HTML tags in this text stand more than ${number(limit)} deep inside each other. Close the tags that were left open.`,
    'too-many-attributes': (limit: number) =>
      `An HTML tag in this text has more than ${number(limit)} attributes. Leave only those that it needs.`,
    'too-slow': (milliseconds: number) =>
      `Cleaning this text took longer than ${number(milliseconds / 1000)} seconds, so it was stopped. Divide it, or paste it without its formatting.`,
  },
  upload: {
    file: (name: string, mb: number) =>
      `“${name}” is larger than ${number(mb)} MB, the most that one file may be. Split it into several.`,
    files: (mb: number) =>
      `These files are larger than ${number(mb)} MB, the most that can be sent at once. Send them in several goes.`,
    many: (most: number) =>
      `These are more than ${number(most)} files, the most that can be sent at once. Send them in several goes, or as zips.`,
    paste: (mb: number) =>
      `What you pasted is larger than ${number(mb)} MB, the most that one paste may be. Bring it in parts, or as a file.`,
    noRoom:
      'The archive has no room for files of this size, so nothing was kept. Send fewer, or ask its host to make space.',
    batch: (given: number, most: number) =>
      `These are ${number(given)} files; ${number(most)} can be brought at once. Bring them in several goes.`,
    savedAlready: 'This work is saved already, so its files stay together. Open it from your list of works.',
    notInReview: 'This import is not in review any more. Open your list of imports to see where it is.',
    nothingToUndo: 'There is nothing to take back.',
  },
  /** Of a file that cannot be read. `detail` names it and says exactly what is wrong, in English. */
  file: (
    _fault:
      | 'empty'
      | 'too-large'
      | 'unknown-form'
      | 'damaged'
      | 'encrypted'
      | 'unsafe'
      | 'no-text'
      | 'cannot-open',
    detail: string,
  ): string => detail,
};

export type ErrorWords = typeof errors;
