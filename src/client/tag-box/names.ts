/** The text of a field of tags as a list, and back. */

export type Mark = '' | '*' | '~';

export interface Chip {
  name: string;
  /** `*` mainly about this, `~` only in the background; of relationships alone. */
  mark: Mark;
}

const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Commas part names, those of other scripts too. */
export const parts = (text: string): string[] =>
  text
    .split(/[,，、\n]/)
    .map(clean)
    .filter(Boolean);

export function readChip(text: string, marked: boolean): Chip {
  const mark = marked && /^[*~]/.test(text) ? (text[0] as Mark) : '';
  return { name: clean(mark ? text.replace(/^[*~\s]+/, '') : text), mark };
}

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Adds what is not there yet. @returns the names that came. */
export function addTo(chips: Chip[], text: string, marked: boolean): string[] {
  const added: string[] = [];
  for (const part of parts(text)) {
    const chip = readChip(part, marked);
    if (chip.name === '' || chips.some((one) => same(one.name, chip.name))) continue;
    chips.push(chip);
    added.push(chip.name);
  }
  return added;
}

export const write = (chips: readonly Chip[], rest: string): string =>
  [...chips.map((chip) => chip.mark + chip.name), clean(rest)].filter(Boolean).join(', ');

/** Takes one from a place to another; out of range is the nearest. @returns where it is now. */
export function move<T>(list: T[], from: number, to: number): number {
  const place = Math.max(0, Math.min(list.length - 1, to));
  const [one] = list.splice(from, 1);
  if (one !== undefined) list.splice(place, 0, one);
  return place;
}
