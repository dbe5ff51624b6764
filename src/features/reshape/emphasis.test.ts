import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healStraySpaces } from '../../core/text/typography.js';
import { findMarked, findTraced, renderStretch } from './emphasis.js';

const marked = (text: string): string => renderStretch(text, 0, text.length, findMarked(text)).html;
const traced = (text: string): string => {
  const { text: healed, traces } = healStraySpaces(text);
  return renderStretch(healed, 0, healed.length, findTraced(healed, traces)).html;
};

test('asterisks and underscores', () => {
  assert.equal(
    marked('I *said* so, _twice_! “*Nothing.*” he—*really*—said.'),
    'I <em>said</em> so, <em>twice</em>! “<em>Nothing.</em>” he—<em>really</em>—said.',
  );
  assert.equal(marked('**bold** and ***both*** & <b>'), '<em>bold</em> and <em>both</em> &amp; &lt;b&gt;');
});

test('marks that mark nothing stay', () => {
  for (const text of [
    'two * three * four',
    'snake_case_name',
    '* item',
    'a*b*c',
    '**',
    '*',
    '* *',
    `*${'x '.repeat(300)}*`,
  ])
    assert.equal(marked(text), text);
});

test('a trace on one side is one word, or the words of a title', () => {
  assert.equal(traced('It is yours , not mine .”'), 'It is <em>yours</em>, not <em>mine</em>.”');
  assert.equal(traced('He read Tides of the North , again.'), 'He read <em>Tides of the North</em>, again.');
  assert.equal(traced('“ You would do it?”'), '“<em>You</em> would do it?”');
});

test('traces on both sides give the extent; whole exclamations before a closing quote', () => {
  assert.equal(traced('“ Mon vieux ,” he said.'), '“<em>Mon vieux</em>,” he said.');
  assert.equal(traced('Stop. It is a toaster! ” So.'), 'Stop. <em>It is a toaster!</em>” So.');
});

test('a guessed extent is told in letters', () => {
  const text = 'It is yours, so.';
  const { guessed } = renderStretch(text, 0, text.length, findTraced(text, [{ at: 11, side: 'end' }]));
  assert.deepEqual(guessed, [{ start: 4, end: 9 }]);
});

test('emphasis that crosses a stretch is cut at its ends', () => {
  const text = 'One *two. Three* four.';
  const spans = findMarked(text);
  assert.equal(renderStretch(text, 0, 9, spans).html, 'One <em>two.</em>');
  assert.equal(renderStretch(text, 10, text.length, spans).html, '<em>Three</em> four.');
});

test('slashes are emphasis, paths, dates and alternatives are not', () => {
  assert.equal(
    marked('“/Never/,” he said—/so/ he did. /She lied,/ and he/she knew.'),
    '“<em>Never</em>,” he said—<em>so</em> he did. <em>She lied,</em> and he/she knew.',
  );
  for (const text of [
    'and/or 3/4 or 12/03/1998',
    'https://a.example/b/c/ d',
    'the /r/boats page',
    'a / b / c',
    'w/o km/h',
  ])
    assert.equal(marked(text), text);
});

test('small foreign words go with the one that was traced; an owner stays before a title', () => {
  assert.equal(traced('Not now, mon ami , no.'), 'Not now, <em>mon ami</em>, no.');
  assert.equal(traced('“ Eh bien , so?” he said.'), '“<em>Eh bien</em>, so?” he said.');
  assert.equal(
    traced('“ En voilà une affaire! This is new.”'),
    '“<em>En voilà une affaire</em>! This is new.”',
  );
  assert.equal(
    traced('He had Clay’s Economics of Sand , open.'),
    'He had Clay’s <em>Economics of Sand</em>, open.',
  );
});
