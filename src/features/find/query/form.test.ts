/** A query and its form are two faces of one thing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atomsOf, canonicalText, compose, emptySentForm, sentForm, without } from './compose.js';
import { parseQuery } from './parse.js';
import { type Node, type Query, QueryError } from './syntax.js';
import { queryText } from './write.js';

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new QueryError(parsed.fault.key, parsed.fault.at, text);
  return parsed.query;
}

const canon = (text: string): string => canonicalText(read(text));

test('what a field can hold goes into it, the rest stays in the box', () => {
  const form = sentForm(
    read(
      'fandom:A fandom:B rating:Mature,Explicit -freeform:x -character:y,z -tag:w words:10-20 updated:<3w chapters:1 ' +
        'complete:yes language:en,de "slow burn" kudos>5 (relationship:A/B OR relationship:C) sort:<kudos',
    ),
  );
  assert.deepEqual(form.tags.fandom, { include: ['A', 'B'], how: 'all', exclude: [] });
  assert.deepEqual(form.tags.rating, { include: ['Mature', 'Explicit'], how: 'any', exclude: [] });
  assert.deepEqual(form.tags.freeform.exclude, ['x']);
  assert.deepEqual(form.tags.character.exclude, ['y', 'z']);
  assert.deepEqual(form.without, ['w']);
  assert.deepEqual([form.wordsFrom, form.wordsTo, form.updated], ['10', '20', '<3w']);
  assert.deepEqual([form.oneChapter, form.flags.complete, form.flags.otp], [true, true, null]);
  assert.deepEqual(form.languages, ['en', 'de']);
  assert.deepEqual([form.sort, form.direction], ['kudos', 'up']);
  assert.equal(form.box, '"slow burn" kudos>=6 (relationship:A/B OR relationship:C)');
});

test('one query has one address', () => {
  for (const [typed, address] of [
    ['', ''],
    ['m/m fandom:x -freeform:a -freeform:b', 'category:M/M fandom:x -freeform:a,b'],
    ['-freeform:a,b m/m fandom:x', 'category:M/M fandom:x -freeform:a,b'],
    ['fandom:a,b fandom:c', 'fandom:a,b fandom:c'],
    ['fandom:c fandom:a,b', 'fandom:c fandom:a,b'],
    ['a OR b', 'a OR b'],
    ['fandom:x (a OR b)', 'fandom:x (a OR b)'],
    ['words>5 words<10', 'words>=6 words<=9'],
    ['rating:m rating:e', 'rating:m rating:e'],
    ['sort:words a sort:title', 'a sort:title'],
  ] as const)
    assert.equal(canon(typed), address, typed);
});

test('a form that was sent', () => {
  const sent = (more: Partial<ReturnType<typeof emptySentForm>>) => compose({ ...emptySentForm(), ...more });
  const text = (more: Parameters<typeof sent>[0]) => {
    const composed = sent(more);
    return composed.ok ? queryText(composed.query) : `${composed.field}: ${composed.fault.key}`;
  };
  assert.equal(text({}), '');
  assert.equal(text({ box: 'a OR b', oneChapter: true }), 'chapters:1 (a OR b)');
  assert.equal(text({ wordsFrom: '1k', wordsTo: ' 5,000 ' }), 'words:1000-5000');
  assert.equal(text({ wordsTo: '5000' }), 'words<=5000');
  assert.equal(text({ updated: '< 3 weeks ago' }), 'updated<3w');
  assert.equal(text({ sort: 'words' }), 'sort:words');
  assert.equal(text({ sort: 'words', direction: 'up' }), 'sort:<words');
  assert.equal(text({ sort: 'constructor' }), '');
  assert.equal(text({ box: 'a sort:title', sort: 'kudos' }), 'a sort:kudos');
  assert.equal(text({ wordsFrom: 'many' }), 'words_from: badCount');
  assert.equal(text({ wordsFrom: '9', wordsTo: '3' }), 'words_to: backwards');
  assert.equal(text({ updated: 'yesterday' }), 'updated: badDate');
  assert.equal(text({ box: '(' }), 'q: openBracket');
});

test('each part can be taken out by itself', () => {
  const query = read('fandom:x -freeform:a,b (c OR d) sort:kudos');
  assert.equal(atomsOf(query).length, 4);
  assert.equal(queryText(without(query, 1)), 'fandom:x -freeform:b (c OR d) sort:kudos');
  assert.equal(queryText(without(query, 3)), 'fandom:x -freeform:a,b sort:kudos');
});

/** Whether a query holds, when each single thing that it may ask for does or does not. */
function holds(node: Node | null, facts: (atom: string) => boolean): boolean {
  if (node === null) return true;
  if (node.kind === 'and') return node.of.every((part) => holds(part, facts));
  if (node.kind === 'or') return node.of.some((part) => holds(part, facts));
  if (node.kind === 'not') return !holds(node.of, facts);
  if (node.kind === 'names') return node.names.some((name) => facts(`${node.field} ${name}`));
  return facts(queryText({ where: node, order: null }));
}

test('however it is written, it asks the same; and the one address of an address is itself', () => {
  const term = fc.constantFrom(
    ...[
      'a',
      'fandom:x',
      'fandom:y',
      'fandom:x,y',
      'fandom:x,x',
      '-fandom:x',
      '-fandom:x,y',
      'rating:m',
      'rating:e',
    ],
    ...[
      'rating:m,e',
      '-rating:m',
      '-tag:t',
      'tag:t',
      'words>5',
      'words<9',
      'words<0',
      'chapters:1',
      'complete:yes',
    ],
    ...[
      'complete:no',
      '-complete:no',
      'anonymous:no',
      'language:en',
      'language:de',
      'language:en,de',
      'updated<3w',
    ],
    ...[
      'posted:2024',
      '(a OR fandom:x)',
      '-(a fandom:y)',
      'creator:c',
      '-creator:c',
      'sort:words',
      '"a b"',
      'm/m',
    ],
  );
  fc.assert(
    fc.property(
      fc.array(term, { maxLength: 9 }),
      fc.boolean(),
      fc.func(fc.boolean()),
      (terms, either, fact) => {
        const query = read(
          terms.filter((one) => !either || !one.startsWith('sort')).join(either ? ' OR ' : ' '),
        );
        const text = canonicalText(query);
        const facts = (atom: string) => fact(atom);
        assert.equal(holds(read(text).where, facts), holds(query.where, facts), text);
        assert.deepEqual(read(text).order, query.order);
        assert.equal(canon(text), text);
      },
    ),
    { numRuns: 1_000 },
  );
});
