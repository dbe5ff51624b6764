/** Reads texts whose paragraphs are known, and asks of each gap whether a paragraph began there. */
import fs from 'node:fs';
import { z } from 'zod';
import { cuesOf } from '../cue-words.js';
import { type GapReader, readGaps, sureProbability } from '../gap-reader.js';
import { textOf } from '../html.js';
import { countLetters } from '../letters.js';
import { type Profile, profileOf } from '../profile.js';
import type { Prose } from '../speakers/tokens.js';
import { readParts, type Stretch } from '../stretches.js';
import { type Gold, goldOf } from './gold.js';

const Unit = z.object({
  id: z.string(),
  source: z.string().default(''),
  flat: z.string(),
  gold: z.array(
    z.object({
      kind: z.string(),
      html: z.string(),
      label: z.string().optional(),
      lost: z.boolean().optional(),
    }),
  ),
});
/** A line of a corpus. Offsets count letters and digits of `flat`. */
export type Unit = z.infer<typeof Unit>;

/** A gap of a text, by its offset in letters. */
export interface Place {
  at: number;
  offset: number;
  /** What is sure without the model; null where the model decides. */
  sure: number | null;
}

export interface Run {
  reader: GapReader;
  places: Place[];
}

export interface Text {
  id: string;
  author: string;
  gold: Gold;
  runs: Run[];
  /** Offsets of the breaks that are no gaps: where headings, notes, scene breaks and letters begin and end. */
  lifted: number[];
  /** Its flattened text still shows where the breaks were, by wide spaces or by none: no test of the model. */
  betrayed: boolean;
}

/** Whole-string letter count as the scorer counts: composed characters. */
const lettersIn = (text: string): number => countLetters(text.normalize('NFC'));

/** The author: from a Standard Ebooks address, or the `by NAME,` of a source line; else the unit is its own. */
export function authorOf({ id, source }: Pick<Unit, 'id' | 'source'>): string {
  return /standardebooks\/([^_/@]+)_/.exec(source)?.[1] ?? / by ([^,]+),/.exec(source)?.[1]?.trim() ?? id;
}

/** One unit, read as the program reads it. */
export function readUnit(unit: Unit): Text {
  const profile = profileOf(unit.flat, 'en');
  const lifted = new Set<number>();
  const runs: Run[] = [];
  const stretches: { stretch: Stretch & Prose; offset: number }[] = [];
  for (const { part, stretches: found } of readParts(unit.flat, profile)) {
    let offset = lettersIn(unit.flat.slice(0, part.start));
    lifted.add(offset - lettersIn(part.label ?? ''));
    lifted.add(offset + lettersIn(unit.flat.slice(part.start, part.end)));
    for (const stretch of found) {
      lifted.add(offset);
      if (stretch.cut) stretches.push({ stretch: stretch as Stretch & Prose, offset });
      offset += lettersIn(stretch.text);
    }
  }
  const readers = readGaps(
    stretches.map(({ stretch }) => stretch),
    cuesOf(profile.language),
  );
  stretches.forEach(({ stretch, offset }, run) => {
    runs.push({ reader: readers[run]!, places: placesOf(stretch, offset, profile) });
  });
  return {
    id: unit.id,
    author: authorOf(unit),
    gold: goldOf(unit.gold),
    runs,
    lifted: [...lifted],
    betrayed: profile.wideBreaks || profile.gluedBreaks,
  };
}

function placesOf({ text, cut }: Prose, from: number, profile: Profile): Place[] {
  const places: Place[] = [];
  let offset = from;
  let counted = 0;
  for (let at = 0; at < cut.pieces.length; at++) {
    const { start } = cut.pieces[at]!;
    offset += lettersIn(text.slice(counted, start));
    counted = start;
    if (at > 0) places.push({ at, offset, sure: sureProbability(cut.gaps[at]!, profile) });
  }
  return places;
}

/** The same unit flattened with single spaces, so that a text whose breaks still show can be trained on too. */
export function flattenAgain(unit: Unit): Unit {
  const flat = unit.gold.map(textOfBlock).join(' ');
  return { ...unit, flat };
}

const textOfBlock = ({ html, label }: Unit['gold'][number]): string =>
  `${label === undefined ? '' : `${label} `}${textOf(html)}`.trim();

/** How many words an excerpt holds at least. */
const EXCERPT = 300;

/** The unit in excerpts, each flattened: what a whole text is like must be told from a short one too. */
export function excerptsOf(unit: Unit): Unit[] {
  const excerpts: Unit['gold'][] = [];
  let words = EXCERPT;
  for (const block of unit.gold) {
    if (words >= EXCERPT) {
      excerpts.push([]);
      words = 0;
    }
    excerpts.at(-1)!.push(block);
    words += textOfBlock(block).split(' ').length;
  }
  return excerpts.map((gold, i) => flattenAgain({ ...unit, id: `${unit.id}/${i}`, gold }));
}

/** @throws Error when the file cannot be read or a line is not of the corpus's form. */
export function readUnits(files: readonly string[]): Unit[] {
  return files.flatMap((file) =>
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Unit.parse(JSON.parse(line))),
  );
}
