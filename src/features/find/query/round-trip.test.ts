/** Whatever is written is read again, and any text at all is read or refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseQuery } from './parse.js';
import {
  all,
  any,
  COUNT_FIELDS,
  DATE_FIELDS,
  FLAG_FIELDS,
  fromParts,
  NAME_FIELDS,
  type Node,
  not,
  type Query,
} from './syntax.js';
import { queryText } from './write.js';

/** Letters, signs and everything that means something to the language. */
const piece = fc.oneof(
  fc.constantFrom(
    'a',
    'é',
    '夢',
    '🌙',
    '"',
    '\\',
    ',',
    '，',
    '(',
    ')',
    ' ',
    '-',
    ':',
    '<',
    '>',
    '=',
    'OR',
    'm/m',
    '“',
  ),
  fc.string({ minLength: 1, maxLength: 4 }),
);
const named = fc
  .array(piece, { minLength: 1, maxLength: 5 })
  .map((parts) =>
    parts
      .join('')
      .replace(/[\u0000-\u001f\u007f]/g, '')
      .trim(),
  )
  .filter((text) => text !== '');
const bare = fc.stringMatching(/^[a-zé夢0-9][a-z0-9/.'é]{0,8}$/).filter((text) => !/^[fm]\/[fm]$/.test(text));
const at = fc.constant(0);
const count = fc.integer({ min: 0, max: 100_000 });
const period = fc.oneof(
  fc.record({ ago: fc.integer({ min: 0, max: 999 }), unit: fc.constantFrom('h', 'd', 'w', 'm', 'y') }),
  fc.record({
    year: fc.integer({ min: 1000, max: 9999 }),
    month: fc.constant(null),
    day: fc.constant(null),
  }),
  fc.record({
    year: fc.integer({ min: 1000, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.option(fc.integer({ min: 1, max: 28 })),
  }),
);
const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ kind: fc.constant('words' as const), text: bare, phrase: fc.constant(false), at }),
  fc.record({ kind: fc.constant('words' as const), text: named, phrase: fc.constant(true), at }),
  fc.record({
    kind: fc.constant('names' as const),
    field: fc.constantFrom(...NAME_FIELDS),
    names: fc.array(named, { minLength: 1, maxLength: 3 }),
    at,
  }),
  fc
    .tuple(fc.constantFrom(...COUNT_FIELDS), count, count, fc.constantFrom('both', 'from', 'to'))
    .map(([field, a, b, ends]) => ({
      kind: 'count' as const,
      field,
      from: ends === 'to' ? null : Math.min(a, b),
      to: ends === 'from' ? null : Math.max(a, b),
      at: 0,
    })),
  fc.record({
    kind: fc.constant('date' as const),
    field: fc.constantFrom(...DATE_FIELDS),
    when: fc.oneof(
      fc.record({ op: fc.constant('in' as const), from: period, to: fc.option(period) }),
      fc.record({
        op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
        than: period,
      }),
    ),
    at,
  }),
  fc.record({
    kind: fc.constant('flag' as const),
    flag: fc.constantFrom(...FLAG_FIELDS),
    is: fc.boolean(),
    at,
  }),
);
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map(all),
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map(any),
    tie('node').map(not),
  ),
}));

const bareOf = (query: Query): unknown =>
  JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === 'at' ? undefined : value)));

test('whatever is written is read as the same query', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 4 }), fc.option(fc.boolean()), (parts, ascending) => {
      const query: Query = {
        where: fromParts(parts),
        order: ascending === null ? null : { sort: 'words', ascending },
      };
      const text = queryText(query);
      fc.pre(text.length <= 2_000);
      const parsed = parseQuery(text);
      assert.ok(parsed.ok, `${text}: ${JSON.stringify(parsed)}`);
      assert.deepEqual(bareOf(parsed.query), bareOf(query), text);
    }),
    { numRuns: 1_000 },
  );
});

test('any text is read, or refused at a place that it has; what is read stays what it is', () => {
  const hostile = fc.array(
    fc.oneof(
      piece,
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'fandom:',
        'words>',
        'sort:',
        'NOT ',
        ' AND ',
        'updated:<',
        '__proto__',
        '\ud800',
        '\u0000',
        '..',
      ),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(hostile, (parts) => {
      const typed = parts.join('');
      const parsed = parseQuery(typed);
      if (!parsed.ok) {
        assert.ok(parsed.fault.at >= 0 && parsed.fault.at <= typed.length && parsed.fault.length >= 1);
        return;
      }
      const text = queryText(parsed.query);
      const second = parseQuery(text);
      if (!second.ok) assert.equal(second.fault.key, 'tooLong');
      else assert.equal(queryText(second.query), text);
    }),
    { numRuns: 2_000 },
  );
});

test('a word that begins with a comma stays a word after a name', () => {
  const first = parseQuery('m/m AND ,fandom:');
  assert.ok(first.ok);
  const text = queryText(first.query);
  assert.equal(text, 'category:M/M ",fandom:"');
  const second = parseQuery(text);
  assert.ok(second.ok);
  assert.equal(queryText(second.query), text);
});
