/**
 * Words as Postgres keeps them: tsvectors, written out. Made here and not by `to_tsvector`, whose parser cuts words,
 * numbers and addresses by rules of its own and finds no words where there are no spaces.
 */
import { tokens } from './tokens.js';

export type Weight = 'A' | 'B' | 'C' | 'D';

/** Places are counted up to 16,383; what comes after would all be there. */
const LAST_PLACE = 16_000;
/** A tsvector keeps 255 places of one word. */
const MOST_OF_ONE = 255;
/** A tsvector holds less than a megabyte of words. */
const MOST_BYTES = 600_000;
/** So many words stand at the end of a part and at the beginning of the next, so that phrases over the seam are found. */
const SEAM = 16;
/** Between two texts of one vector: no phrase goes from one into the other. */
const GAP = 20;

interface Part {
  places: Map<string, number[]>;
  bytes: number;
  last: number;
}

const emptyPart = (): Part => ({ places: new Map(), bytes: 0, last: 0 });

/** The part as a literal of the type tsvector. Words are letters and digits: nothing in them needs an escape. */
function written(part: Part, weight: Weight | ''): string {
  let text = '';
  for (const [word, places] of part.places)
    text += `'${word}':${places.map((place) => `${place}${weight}`).join(',')} `;
  return text;
}

const put = (part: Part, word: string, place: number): void => {
  const places = part.places.get(word);
  if (places) places.push(place);
  else {
    part.places.set(word, [place]);
    part.bytes += Buffer.byteLength(word);
  }
  // Each place takes two bytes beside the word.
  part.bytes += 2;
  part.last = place;
};

const isFull = (part: Part, word: string, place: number): boolean =>
  place > LAST_PLACE || part.bytes > MOST_BYTES || (part.places.get(word)?.length ?? 0) >= MOST_OF_ONE;

/** The words of a long text, as one tsvector or several; of a text without words one that is empty. */
export function textVectors(texts: readonly string[]): string[] {
  const done: string[] = [];
  let part = emptyPart();
  // The last words at least: it is cut back now and then, not for every word.
  let tail: { word: string; place: number }[] = [];
  let shift = 0;
  let begin = 0;
  for (const text of texts) {
    for (const token of tokens(text.normalize('NFC'))) {
      const place = begin + token.place;
      if (isFull(part, token.word, place - shift)) {
        done.push(written(part, ''));
        part = emptyPart();
        tail = tail.slice(-SEAM);
        shift = (tail[0]?.place ?? place) - 1;
        for (const { word, place: earlier } of tail) put(part, word, earlier - shift);
      }
      put(part, token.word, place - shift);
      if (tail.push({ word: token.word, place }) > 64 * SEAM) tail = tail.slice(-SEAM);
    }
    begin = part.last + shift + GAP;
  }
  return [...done, written(part, '')];
}

/** Short texts of different weight as one tsvector. What is beyond its room is left out, the lightest first. */
export function weightedVector(texts: Readonly<Record<Weight, readonly string[]>>): string {
  let begin = 0;
  let bytes = 0;
  let vector = '';
  for (const weight of ['A', 'B', 'C', 'D'] as const) {
    const part = emptyPart();
    for (const text of texts[weight]) {
      for (const { word, place } of tokens(text.normalize('NFC'))) {
        if (begin + place > LAST_PLACE || bytes + part.bytes > MOST_BYTES)
          return vector + written(part, weight);
        if ((part.places.get(word)?.length ?? 0) < MOST_OF_ONE) put(part, word, begin + place);
      }
      begin = Math.max(begin, part.last) + GAP;
    }
    vector += written(part, weight);
    bytes += part.bytes;
  }
  return vector;
}
