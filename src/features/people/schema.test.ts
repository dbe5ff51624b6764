/** Every limit of an account at its edge and one past it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsFor } from '../../core/messages/index.js';
import { emailKey, logInKey, type NewAccount, nameKey, newAccount } from './schema.js';

const words = wordsFor('en');
const schema = newAccount(words);
const good: NewAccount = {
  login: 'wren_42',
  email: 'wren@example.org',
  password: 'eight ch',
  pseud: 'Wren',
};

const faultsOf = (change: Partial<NewAccount>): Record<string, string> => {
  const read = schema.safeParse({ ...good, ...change });
  return Object.fromEntries(
    (read.error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]),
  );
};

function edges(field: keyof NewAccount, taken: string[], refused: string[]): void {
  for (const value of taken) assert.deepEqual(faultsOf({ [field]: value }), {}, JSON.stringify(value));
  for (const value of refused) {
    const faults = faultsOf({ [field]: value });
    assert.deepEqual(Object.keys(faults), [field], JSON.stringify(value));
    // Where the length is what is wrong, it is said too.
    const { emailLong, [field]: rule } = words.people.faults;
    const said = String(faults[field]);
    assert.ok(said.startsWith(rule) || (field === 'email' && said.startsWith(emailLong)), said);
  }
}

test('names', () => {
  edges(
    'login',
    ['abc', 'a'.repeat(40), 'A_9', ' abc '],
    ['', 'ab', 'a'.repeat(41), '_ab', 'ab_', 'a b', 'a-b', 'äbc', 'аbc', 'a@bc', 'abc\n\ndef', 'a\u0000c'],
  );
});

test('mails', () => {
  const long = `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;
  const local = (n: number) => `${'a'.repeat(n)}@example.org`;
  assert.ok(long.length <= 254);
  edges(
    'email',
    ['a@b.example', 'Wren.Fair+fic@gmail.com', long, local(64)],
    [
      '',
      'wren',
      '@example.org',
      'wren@',
      'a b@example.org',
      'a@b',
      `${'a'.repeat(250)}@b.example`,
      'a@b.example\nx: y',
    ],
  );
});

test('passwords', () => {
  edges(
    'password',
    ['x'.repeat(8), 'x'.repeat(72), '        ', 'пароль ж'],
    ['', 'x'.repeat(7), 'x'.repeat(73)],
  );
});

test('pen names in every script, and none that is nothing or looks like nothing', () => {
  edges(
    'pseud',
    ['x', 'x'.repeat(40), '夢'.repeat(40), 'Zoë O_Brien-2', 'שלום', 'محمد', 'की', 'ไทย', '𝒲ren', 'Ёж'],
    [
      '',
      ' ',
      'x'.repeat(41),
      '夢'.repeat(41),
      'a/b',
      'a<b',
      '🌙',
      'a🌙',
      '___',
      '- -',
      '\u0301',
      '\u3164',
      'a\u3164b',
      '\u115f\u1160',
      'a\u200bb',
      'a\u034fb',
      `a${'\u0301'.repeat(8)}`,
      'a\nb',
    ],
  );
});

test('signs that turn the text of others around are dropped', () => {
  assert.equal(schema.parse({ ...good, pseud: 'Wr\u202een' }).pseud, 'Wren');
  assert.equal(schema.parse({ ...good, pseud: ' Zoe\u0308 ' }).pseud, 'Zoë');
});

test('letters that look alike are different names, forms of one letter are the same', () => {
  assert.notEqual(nameKey('Wren'), nameKey('Wrеn'));
  assert.equal(nameKey('ＷＲＥＮ'), nameKey('wren'));
  assert.equal(nameKey('Zoe\u0308'), nameKey('ZOË'));
});

test('one identity of a mail', () => {
  const same = ['wren.fair@gmail.com', 'WRENFAIR@googlemail.com', 'w.r.e.n.fair+x+y@Gmail.com'];
  for (const mail of same) assert.equal(emailKey(mail), 'wrenfair@gmail.com');
  assert.equal(emailKey('Wren.Fair+x@Example.org'), 'wren.fair@example.org');
  assert.equal(emailKey('"a@b"@example.org'), '"a@b"@example.org');
  assert.equal(logInKey(' Wren_42 '), 'wren_42');
  assert.equal(logInKey(' Wren.Fair@gmail.com '), 'wrenfair@gmail.com');
});
