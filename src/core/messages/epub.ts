/** Words that readers of a downloaded book see. English is the measure; another language has the same shape. */

// Written out: Intl's formatters cost a short-lived process 16 ms and 9 MiB, more than the rest of a book's words.
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const number = { format: (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',') };
const day = {
  format: (date: Date): string =>
    `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
};

/** One or many: the label of a list of so many things. */
type Label = (count: number) => string;

const label =
  (one: string, many: string): Label =>
  (count) =>
    count === 1 ? one : many;

export interface EpubWords {
  /** BCP 47, of the words themselves. */
  language: string;
  direction: 'ltr' | 'rtl';
  number: (n: number) => string;
  day: (date: Date) => string;
  /** First subject of every book: some readers take it as the shelf. */
  category: string;
  anonymous: string;
  /** Between the names of a byline. */
  and: string;
  by: (names: string) => string;
  /** Whom a work is for. */
  giftFor: (names: string) => string;
  /** Above a chapter that not everybody on the work made. */
  chapterBy: (names: string) => string;
  /** Above a chapter: what it warns of. */
  chapterTags: string;
  primary: string;
  background: string;
  inspiredBy: string;
  translationOf: string;
  preface: string;
  contents: string;
  beginReading: string;
  afterword: string;
  summary: string;
  notes: string;
  endNotes: string;
  chapterSummary: string;
  chapterNotes: string;
  chapterEndNotes: string;
  chapter: (position: number) => string;
  chapterTitled: (position: number, title: string) => string;
  tags: {
    rating: string;
    warning: Label;
    category: Label;
    fandom: Label;
    relationship: Label;
    character: Label;
    freeform: Label;
  };
  about: string;
  languageLabel: string;
  /** Name of a language in these words. */
  languageName: (code: string) => string;
  series: string;
  partOfSeries: (position: number) => string;
  published: string;
  updated: string;
  completed: string;
  words: string;
  chapters: string;
  /** "3 of 10", "3 of ?" when the end is not known. */
  chaptersOf: (posted: number, expected: number | null) => string;
  source: string;
  readOnline: string;
  imageWithoutDescription: string;
  accessibility: { described: string; textOnly: string; someUndescribed: string };
}

/** The languages of most works; the others are asked of Intl. */
const COMMON: Record<string, string> = {
  ar: 'Arabic',
  de: 'German',
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  he: 'Hebrew',
  id: 'Indonesian',
  it: 'Italian',
  ja: 'Japanese',
  ko: 'Korean',
  pl: 'Polish',
  'pt-BR': 'Brazilian Portuguese',
  ru: 'Russian',
  zh: 'Chinese',
};

const languageName = (code: string): string =>
  COMMON[code] ?? new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;

export const epubWords: EpubWords = {
  language: 'en',
  direction: 'ltr',
  number: (n) => number.format(n),
  day: (date) => day.format(date),
  category: 'Fanworks',
  anonymous: 'Anonymous',
  and: ', ',
  by: (names) => `by ${names}`,
  giftFor: (names) => `For ${names}`,
  chapterBy: (names) => `This chapter is by ${names}`,
  chapterTags: 'This chapter holds',
  primary: 'mainly',
  background: 'background',
  inspiredBy: 'Inspired by',
  translationOf: 'Translation of',
  preface: 'Preface',
  contents: 'Contents',
  beginReading: 'Begin reading',
  afterword: 'Afterword',
  summary: 'Summary',
  notes: 'Notes',
  endNotes: 'End notes',
  chapterSummary: 'Chapter summary',
  chapterNotes: 'Chapter notes',
  chapterEndNotes: 'Chapter end notes',
  chapter: (position) => `Chapter ${number.format(position)}`,
  chapterTitled: (position, title) => `Chapter ${number.format(position)}: ${title}`,
  tags: {
    rating: 'Rating',
    warning: label('Archive warning', 'Archive warnings'),
    category: label('Category', 'Categories'),
    fandom: label('Fandom', 'Fandoms'),
    relationship: label('Relationship', 'Relationships'),
    character: label('Character', 'Characters'),
    freeform: label('Additional tag', 'Additional tags'),
  },
  about: 'About this work',
  languageLabel: 'Language',
  languageName,
  series: 'Series',
  partOfSeries: (position) => `Part ${number.format(position)} of`,
  published: 'Published',
  updated: 'Updated',
  completed: 'Completed',
  words: 'Words',
  chapters: 'Chapters',
  chaptersOf: (posted, expected) =>
    `${number.format(posted)} of ${expected === null ? '?' : number.format(expected)}`,
  source: 'First published at',
  readOnline: 'Read and comment at',
  imageWithoutDescription: 'Image without a description',
  accessibility: {
    described:
      'Every chapter can be reached from the table of contents, headings follow the structure of the work, and every image has a description.',
    textOnly:
      'The work is text only. Every chapter can be reached from the table of contents, and headings follow the structure of the work.',
    someUndescribed:
      'Every chapter can be reached from the table of contents, and headings follow the structure of the work. Some images have no description.',
  },
};
