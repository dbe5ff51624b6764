import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileOf } from './profile.js';
import { educateQuotes } from './quotes.js';

const educated = (text: string): string => educateQuotes(text, profileOf(text, 'en')).text;
const marks = (text: string): string => {
  const { text: out, marks: found } = educateQuotes(text, profileOf(text, 'en'));
  return found.map(({ at, opens }) => `${opens ? '<' : '>'}${out[at]}`).join(' ');
};

test('straight double quotes open and close by what stands beside them', () => {
  assert.equal(
    educated('"Hi," he said. "No--" ("Oh," she said.)'),
    '“Hi,” he said. “No--” (“Oh,” she said.)',
  );
  assert.equal(educated('Stop."Why?""Because."He left.'), 'Stop.“Why?”“Because.”He left.');
  assert.equal(educated('road—"he turned—"up there.'), 'road—“he turned—”up there.');
});

test('apostrophes, elisions and quotes within quotes are told apart', () => {
  assert.equal(
    educated(`"It's the dogs' bowl, 'tis said in '98, get 'em."`),
    '“It’s the dogs’ bowl, ’tis said in ’98, get ’em.”',
  );
  assert.equal(
    educated(`"He said 'never again' twice, and 'No,' too."`),
    '“He said ‘never again’ twice, and ‘No,’ too.”',
  );
  assert.equal(educated(`"I said, 'How?'"`), '“I said, ‘How?’”');
  assert.equal(educated(`"We were goin' home, 'ow are you?"`), '“We were goin’ home, ’ow are you?”');
});

test('an inch mark is left alone', () => {
  assert.equal(educated('He was 6\'2" tall.'), 'He was 6’2" tall.');
});

test('a speech over several paragraphs opens again without closing', () => {
  assert.equal(marks('“One. “Two. “Three.” He left.'), '<“ <“ <“ >”');
});

test('curly quotes set the wrong way round by a program are put right', () => {
  assert.equal(educated('“Yes.” He said ”no.“ So.'), '“Yes.” He said “no.” So.');
});

test('British single quotes are speech, the apostrophes among them are not', () => {
  const text =
    "'I don't,' said Wren. 'The dogs' bowl is Ila's.' 'You said \"here\", didn't you?' ''Tis so,' he said.";
  assert.equal(
    educated(text),
    '‘I don’t,’ said Wren. ‘The dogs’ bowl is Ila’s.’ ‘You said “here”, didn’t you?’ ‘’Tis so,’ he said.',
  );
  assert.equal(marks(text), '<‘ >’ <‘ >’ <‘ >’ <‘ >’');
});

test('other scripts and languages: guillemets, low quotes, corner brackets', () => {
  assert.equal(marks('« Oui. » « Non. »'), '<« >» <« >»');
  assert.equal(marks('»Ja«, sagte sie. »Nein.«'), '<» >« <» >«');
  assert.equal(marks('„Ja“, sagte sie. „Nein.“'), '<„ >“ <„ >“');
  assert.equal(marks('「はい」「『犬』だ」'), '<「 >」 <「 >」');
});

test('as long as before, whatever came', () => {
  for (const text of ['', '"', "'", "'''''", '""""', '“”‘’', `"'"'"`])
    assert.equal(educated(text).length, text.length);
});
