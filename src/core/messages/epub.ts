/** Words that readers of a downloaded book see. English is the measure; another language has the same shape. */
const number = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

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

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

export const epubWords: EpubWords = {
  language: 'en',
  direction: 'ltr',
  number: (n) => number.format(n),
  day: (date) => day.format(date),
  category: 'Fanworks',
  anonymous: 'Anonymous',
  and: ', ',
  by: (names) => `by ${names}`,
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
