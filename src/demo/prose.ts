/** Invented prose that looks like a story: narration, dialogue, emphasis, scene breaks. */
import type { Dice } from './dice.js';

const NAMES = [
  'Ilse',
  'Corvin',
  'Maren',
  'Tobias',
  'Wren',
  'Adaeze',
  'Juno',
  'Halloran',
  'Sefa',
  'Old Pell',
  'Marisol',
  'Kit',
];
const THINGS = [
  'the lantern',
  'a letter',
  'the harbour',
  'her coat',
  'the stair',
  'a borrowed key',
  'the last train',
  'the orchard',
  'somebody’s piano',
  'the kettle',
  'a map of nowhere',
  'the garden wall',
];
const VERBS = [
  'watched',
  'mended',
  'forgot',
  'followed',
  'counted',
  'hid',
  'carried',
  'remembered',
  'drew',
  'waited by',
  'turned from',
  'laughed at',
];
const PLACES = [
  'in the rain',
  'before dawn',
  'by the river',
  'at the top of the house',
  'under the bridge',
  'where the road ends',
  'on the night ferry',
  'behind the chapel',
];
const SAYS = ['said', 'asked', 'murmured', 'answered', 'whispered', 'called'];
const LINES = [
  'You came back',
  'I never said that',
  'It was always yours',
  'Put the kettle on',
  'Nobody told me anything',
  'We could still go',
  'Look at me',
  'That is not how it ends',
  'I counted nine of them',
  'Then we wait',
  'You always do this',
  'Tell me again',
  'There is another way down',
  'Don’t open it yet',
  'I know what I saw',
];
const OPENERS = [
  'For a while',
  'Afterwards',
  'Of course',
  'As it happened',
  'In the end',
  'That winter',
  'Without a word',
  'Once more',
];

const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const sentence = (roll: Dice): string => {
  const name = roll.pick(NAMES);
  const thing = roll.below(9) === 0 ? `<em>${roll.pick(THINGS)}</em>` : roll.pick(THINGS);
  const core = `${name} ${roll.pick(VERBS)} ${thing} ${roll.pick(PLACES)}`;
  return roll.below(3) === 0
    ? `${roll.pick(OPENERS)}, ${core}.`
    : `${cap(core)}${roll.below(4) === 0 ? `, and ${roll.pick(NAMES)} ${roll.pick(VERBS)} ${roll.pick(THINGS)}` : ''}.`;
};

const speech = (roll: Dice): string => {
  const mark = roll.pick(['.', '?', '!', '…']);
  const said = roll.pick(LINES);
  return roll.below(2) === 0
    ? `“${said}${mark}”`
    : `“${said}${mark === '.' ? ',' : mark}” ${roll.pick(NAMES)} ${roll.pick(SAYS)}.${roll.below(2) === 0 ? ` ${sentence(roll)}` : ''}`;
};

const paragraph = (roll: Dice): string =>
  roll.below(2) === 0
    ? speech(roll)
    : Array.from({ length: 1 + roll.below(5) }, () => sentence(roll)).join(' ');

/** About so many words as HTML paragraphs. */
export function inventedChapter(roll: Dice, words: number): string {
  const out: string[] = [];
  let count = 0;
  while (count < words) {
    if (out.length > 4 && roll.below(25) === 0 && out.at(-1) !== '<hr>') out.push('<hr>');
    const text = paragraph(roll);
    count += text.split(' ').length;
    out.push(`<p>${text}</p>`);
  }
  return out.join('\n');
}

export const inventedSummary = (roll: Dice): string =>
  Array.from({ length: 1 + roll.below(3) }, () => sentence(roll)).join(' ');

export const inventedTitle = (roll: Dice): string => {
  const thing = cap(roll.pick(THINGS));
  return roll.pick([
    `${thing}, ${cap(roll.pick(PLACES))}`,
    roll.pick(LINES),
    `${roll.pick(NAMES)} and ${thing.replace(/^(The|A|Her) /, (a) => a.toLowerCase())}`,
    `What ${roll.pick(NAMES)} ${roll.pick(VERBS).replace(/ (by|from|at)$/, '')}`,
  ]);
};
