import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BREAK_AT, DOUBT_AT, decideGaps, SURE_AT } from './gaps.js';
import { cutPieces } from './pieces.js';
import { type Profile, profileOf } from './profile.js';
import { educateQuotes } from './quotes.js';

function verdicts(raw: string, change: Partial<Profile> = {}): { probability: number; reason: string }[] {
  const profile = { ...profileOf(raw, 'en'), ...change };
  const { text, marks } = educateQuotes(raw, profile);
  return decideGaps([{ text, marks, cut: cutPieces(text, marks, profile) }], profile)[0]!.slice(1);
}

test('speech that meets speech, and speech opened twice, are sure', () => {
  const [reply] = verdicts('“Why?” “Because.”');
  assert.ok(reply!.probability > 0.98);
  assert.equal(reply!.reason, 'reshape.answer');
  const again = verdicts('“One. “Two.”')[0]!;
  assert.ok(again.probability > 0.9);
  assert.equal(again.reason, 'reshape.speechContinues');
});

test('the same speaker goes on after a tag, another one answers', () => {
  const [goesOn] = verdicts(
    '“No,” said Wren, and put it down. “And I mean it. I told you twice this morning.”',
  );
  const [answers] = verdicts('“Will you come?” said Wren. “No,” said Ila.');
  assert.ok(goesOn!.probability < answers!.probability);
  assert.ok(answers!.probability > BREAK_AT);
});

test('reasons say what can be seen', () => {
  const talk =
    'Ila saw Wren, and Wren saw Ila. “Well,” said Wren. “Wren, come here.” “Now?” said Ila. Wren nodded to Ila. “Now,” said Wren. Ila sat down. The next morning it rained on Wren and Ila.';
  assert.deepEqual(
    verdicts(talk).map(({ reason }) => reason),
    [
      'reshape.newSpeaker',
      'reshape.spokenTo',
      'reshape.reply',
      'reshape.otherActs',
      'reshape.sameSpeaker',
      'reshape.otherActs',
      'reshape.sceneOpens',
    ],
  );
});

test('a language that the rules do not speak gets the sure breaks only; places beside speech are worth a look', () => {
  const text = 'Er ging. “Ja?” “Nein.” Sie blieb. Es war spät.';
  const found = verdicts(text, { english: false, understood: false }).map(({ probability }) =>
    probability >= BREAK_AT ? 'break' : probability >= DOUBT_AT ? 'look' : 'none',
  );
  assert.deepEqual(found, ['look', 'break', 'look', 'none']);
});

test('where breaks left no space or a wide one, other gaps are none', () => {
  const glued = verdicts('It ended. Then more.“So?”“So. It is.”He left. It rained.Then it was dry.').map(
    ({ probability }) => probability >= BREAK_AT,
  );
  assert.deepEqual(glued, [false, true, true, true, false, true]);
});

test('probabilities stay probabilities over a long text', () => {
  for (const { probability } of verdicts('He sat. “Oh,” said Ann. She left. “Well.” It rained. '.repeat(300)))
    assert.ok(probability >= 0 && probability <= 1);
});

test('the thresholds are in order', () => {
  assert.ok(DOUBT_AT < BREAK_AT && BREAK_AT < SURE_AT);
});

test('a text without prose has no verdicts', () => {
  assert.deepEqual(decideGaps([], profileOf('', 'en')), []);
});
