/** An invented story of any length, the same for the same seed: narration and talk in paragraphs, and flattened to one line. */

export interface Story {
  paragraphs: string[];
  /** All of it on one line, as a text field that ate the line ends leaves it. */
  oneLine: string;
  words: number;
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PEOPLE = ['Maren', 'Tobias', 'Ilse', 'Corin', 'Widow Aske', 'the ferryman'];
const PLACES = [
  'the harbour',
  'the salt house',
  'the long pier',
  'the lamp room',
  'the chapel steps',
  'the inn',
];
const THINGS = [
  'the brass key',
  'a letter',
  'the old chart',
  'her father’s coat',
  'the storm lantern',
  'a loaf of bread',
];
const WEATHER = [
  'Rain came in off the water and did not stop until evening.',
  'The fog had eaten everything beyond the second mooring post.',
  'It was one of those bright, cold mornings that make every rope look new.',
  'By noon the wind had turned, and the gulls went inland.',
  'Snow lay on the roofs, thin as flour.',
];
const MOVES = [
  '{A} walked down to {place} with {thing} under one arm.',
  '{A} had not slept, and it showed.',
  'Nobody at {place} remembered who had seen {thing} last.',
  'For a while there was only the sound of the tide against the stones.',
  '{A} counted the steps again, and again there was one too many.',
  'Somewhere behind {place} a dog began to bark and then thought better of it.',
  '{A} set {thing} on the table between them as if it might bite.',
  'The door of {place} stood open, which it never did.',
  '{A} looked at {B} for a long moment and said nothing at all.',
];
const SAYINGS = [
  'You were supposed to be back before dark',
  'I found it exactly where you said it would be',
  'There is no boat on that chart, and there never was',
  'Then somebody has been lying to us since the spring',
  'Ask me again tomorrow',
  'It isn’t the key that worries me, it’s the lock',
  'We could still turn round',
  'Nobody goes to the island twice',
  'I would have told you if I had known how',
  'Listen, do you hear that',
  'She kept every one of them, even the blank ones',
  'That is not what my mother used to call it',
];
const TAGS = ['said {A}', '{A} asked', 'said {A} quietly', '{A} answered', 'said {A} at last'];
const AFTER = [
  'The lamp hissed.',
  '{A} shrugged.',
  'Outside, a cart went by.',
  'It took {A} a while to look up.',
  '{A} folded the paper in half and in half again.',
];

/** @param words about how many; the last paragraph is finished. */
export function story(words: number, seed = 1): Story {
  const next = chance(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  const paragraphs: string[] = [];
  let count = 0;
  let [a, b] = ['Maren', 'Tobias'];
  const filled = (text: string): string => {
    const out = text
      .replaceAll('{A}', a)
      .replaceAll('{B}', b)
      .replaceAll('{place}', pick(PLACES))
      .replaceAll('{thing}', pick(THINGS));
    return out.charAt(0).toUpperCase() + out.slice(1);
  };
  const narration = (): string =>
    [
      next() < 0.25 ? pick(WEATHER) : '',
      ...Array.from({ length: 2 + Math.floor(next() * 3) }, () => filled(pick(MOVES))),
    ]
      .filter(Boolean)
      .join(' ');
  const speech = (): string => {
    const ends = next() < 0.3 ? '?' : ',';
    const tag = pick(TAGS).replaceAll('{A}', a);
    const rest = next() < 0.5 ? ` ${filled(pick(AFTER))}` : '';
    return `“${pick(SAYINGS)}${ends}” ${tag}.${rest}`;
  };
  while (count < words) {
    if (next() < 0.15) {
      a = pick(PEOPLE);
      b = pick(PEOPLE.filter((name) => name !== a));
    }
    const paragraph = next() < 0.4 ? narration() : speech();
    [a, b] = [b, a];
    paragraphs.push(paragraph);
    count += paragraph.split(/\s+/).length;
  }
  return { paragraphs, oneLine: paragraphs.join(' '), words: count };
}
