/** Which files of a batch are chapters of one work, each in a file of its own. Pure: names and what was read of each. */
import { chapterLabel } from '../sources/chapter-label.js';

export interface PartFile {
  key: number;
  /** Its path in the folder or zip. */
  name: string;
  title: string;
  authors: readonly string[];
  sourceKey: string | null;
  /** The chapter's number in its address, where it has one. */
  sourceChapter: number | null;
  /** How many chapters were read from it. */
  chapters: number;
}

export interface PartGroup {
  title: string;
  /** In the order of the chapters. */
  parts: { key: number; number: number; title: string | null }[];
}

interface Numbered {
  stem: string;
  number: number;
  /** What the name says after the number. */
  title: string | null;
  /** Only a number says that it is a part, no word such as “chapter”. */
  bare: boolean;
}

const tidy = (text: string): string =>
  text
    .replace(/[_\s]+/g, ' ')
    .replace(/^[\s\-–—:.,]+|[\s\-–—:,([]+$/g, '')
    .trim();

const WORDED =
  /^(.*?)[\s_\-–—.,([]*\b(?:chapter|chap|ch|kapitel|chapitre|cap[ií]tulo|глава|part|pt|episode|ep)[\s_\-–—.#]*(\d{1,4})\b[\s_\-–—:.)\]]*(.*)$/iu;
const LEADING = /^[\s([]*(\d{1,4})[\s_\-–—.)\]:]+(.+)$/u;
const TRAILING = /^(.*?)[\s_\-–—.([]+(\d{1,4})[)\]]?$/u;
const ONLY = /^[\s([]*(\d{1,4})[)\]\s]*$/u;

/** `Title - Chapter 3: The Stair`, `story_ch03`, `03 The Stair`, `3`; null for a name without a number. */
export function partOfName(name: string): Numbered | null {
  const text = name.replaceAll('_', ' ').replace(/([a-z])(?=(?:ch|chapter)\d)/i, '$1 ');
  const only = ONLY.exec(text);
  if (only) return { stem: '', number: Number(only[1]), title: null, bare: true };
  const worded = WORDED.exec(text);
  if (worded)
    return {
      stem: tidy(worded[1]!),
      number: Number(worded[2]),
      title: tidy(worded[3]!) || null,
      bare: false,
    };
  const leading = LEADING.exec(text);
  if (leading) return { stem: '', number: Number(leading[1]), title: tidy(leading[2]!), bare: true };
  const trailing = TRAILING.exec(text);
  return trailing ? { stem: tidy(trailing[1]!), number: Number(trailing[2]), title: null, bare: true } : null;
}

/** A title without the chapter that it ends in, and the chapter's own. */
function partOfTitle(title: string): Numbered | null {
  const worded = WORDED.exec(title);
  if (worded)
    return {
      stem: tidy(worded[1]!),
      number: Number(worded[2]),
      title: tidy(worded[3]!) || null,
      bare: false,
    };
  const label = chapterLabel(title);
  return label?.number ? { stem: '', number: label.number, title: label.title, bare: false } : null;
}

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);
const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]{1,12}$/, '');
const folderName = (folder: string): string => tidy(folder.replace(/\/$/, '').split('/').at(-1) ?? '');
const same = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A file that may be a part, and what it would be a part of. */
interface Candidate {
  file: PartFile;
  group: string;
  numbered: Numbered;
  title: string;
}

function candidateOf(file: PartFile): Candidate | null {
  const author = same(file.authors.join(' '));
  if (file.sourceKey && file.sourceChapter !== null) {
    const inTitle = partOfTitle(file.title);
    return {
      file,
      group: `source ${file.sourceKey}`,
      numbered: { stem: '', number: file.sourceChapter, title: inTitle?.title ?? null, bare: false },
      title: inTitle?.stem || file.title,
    };
  }
  const folder = folderOf(file.name);
  const inTitle = partOfTitle(file.title);
  if (inTitle && inTitle.stem !== '')
    return {
      file,
      group: `title ${folder} ${same(inTitle.stem)} ${author}`,
      numbered: inTitle,
      title: inTitle.stem,
    };
  const inName = partOfName(baseOf(file.name));
  if (!inName) return null;
  const stem = inName.stem || folderName(folder);
  return {
    file,
    group: `name ${folder} ${same(inName.stem)} ${author} ${inName.bare}`,
    numbered: inName,
    title: stem,
  };
}

/** 1, 2, 3 …, or 0, 1, 2 …: bare numbers that are not so may be dates, or the parts of a series. */
const isRun = (numbers: readonly number[]): boolean =>
  numbers[0]! <= 1 && numbers.every((number, i) => number === numbers[0]! + i);

/** Titles that the files themselves give, each of another work. */
function namesOtherWorks(parts: readonly Candidate[]): boolean {
  const own = parts.map(({ file, numbered }) => {
    const inTitle = partOfTitle(file.title);
    if (file.title === '' || (inTitle && inTitle.stem === '')) return '';
    const title = same(inTitle?.stem ?? file.title);
    return title === same(numbered.title ?? '') || title === same(baseOf(file.name)) ? '' : title;
  });
  return new Set(own.filter(Boolean)).size > 1;
}

/** Different addresses are different works, unless the address names a chapter. */
const comeFromElsewhere = (parts: readonly Candidate[]): boolean =>
  new Set(parts.map(({ file }) => file.sourceKey).filter(Boolean)).size > 1;

function isWork(parts: readonly Candidate[]): boolean {
  const numbers = parts.map(({ numbered }) => numbered.number);
  if (parts.length < 2 || new Set(numbers).size !== numbers.length) return false;
  if (parts.some(({ file }) => file.chapters > 1)) return false;
  if (parts.some(({ numbered }) => numbered.bare) && !isRun(numbers)) return false;
  return !namesOtherWorks(parts) && !comeFromElsewhere(parts);
}

const commonest = (texts: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const text of texts.filter(Boolean)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
};

/** Groups of two and more. A file is in one group at most. */
export function findParts(files: readonly PartFile[]): PartGroup[] {
  const groups = new Map<string, Candidate[]>();
  for (const file of files) {
    const candidate = candidateOf(file);
    if (candidate) groups.set(candidate.group, [...(groups.get(candidate.group) ?? []), candidate]);
  }
  return [...groups.values()]
    .map((parts) => parts.toSorted((a, b) => a.numbered.number - b.numbered.number))
    .filter(isWork)
    .map((parts) => ({
      title: commonest(parts.map(({ title }) => title)),
      parts: parts.map(({ file, numbered }) => ({
        key: file.key,
        number: numbered.number,
        title: numbered.title,
      })),
    }));
}
