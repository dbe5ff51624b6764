/** Which files of a folder or a zip are stories, and in what order. Pure. */

/** What a system leaves behind. */
const JUNK = /(?:^|\/)(?:__MACOSX\/|\.[^/]*(?:\/|$)|Thumbs\.db$|desktop\.ini$|Icon\r?$)/i;

/** What lies beside stories: pictures, styles, scripts, sounds, a library's own records. */
const BESIDE =
  /\.(?:jpe?g|png|gif|webp|svg|bmp|ico|tiff?|heic|avif|css|js|mjs|map|woff2?|ttf|otf|eot|mp[34]|m4[ab]|wav|ogg|flac|avi|mov|mkv|db|ini|lnk|url|opf|ncx|part|crdownload)$/i;

/** Endings that stories have; one such file makes a zip a zip of stories. */
const STORY = /\.(?:txt|text|md|markdown|x?html?|epub|docx?|odt|fodt|rtf|pdf|azw3?|mobi|prc|fb2|scriv|zip)$/i;

export const isStoryName = (name: string): boolean => STORY.test(name);

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** 2 before 10, folder by folder. */
export function naturalOrder(a: string, b: string): number {
  const [as, bs] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(as.length, bs.length); i += 1) {
    const order = natural.compare(as[i]!, bs[i]!);
    if (order !== 0) return order;
  }
  return as.length - bs.length || (a < b ? -1 : a > b ? 1 : 0);
}

export interface Chosen<T> {
  stories: T[];
  /** How many files lay beside them; what a system leaves behind is not counted. */
  leftOut: number;
}

export function chooseStories<T extends { name: string }>(files: readonly T[]): Chosen<T> {
  const real = files.filter(({ name }) => !JUNK.test(name));
  const stories = real.filter(({ name }) => !BESIDE.test(name));
  return {
    stories: stories.toSorted((a, b) => naturalOrder(a.name, b.name)),
    leftOut: real.length - stories.length,
  };
}

/** The folder that all files lie in; '' when there is none. */
export function commonFolder(names: readonly string[]): string {
  const first = /^[^/]+(?=\/)/.exec(names[0] ?? '')?.[0] ?? '';
  return first !== '' && names.every((name) => name.startsWith(`${first}/`)) ? first : '';
}
