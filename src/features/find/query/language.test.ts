/** The language of queries, case by case. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWhen, secondsOf } from './dates.js';
import { parseQuery } from './parse.js';
import { queryText } from './write.js';

/** As it is written again. */
function again(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok
    ? queryText(parsed.query)
    : `${parsed.fault.key} at ${parsed.fault.at}+${parsed.fault.length}`;
}

const cases = (pairs: readonly (readonly [typed: string, means: string])[]) => {
  for (const [typed, means] of pairs) assert.equal(again(typed), means, typed);
};

test('words, phrases, operators and brackets', () => {
  cases([
    ['', ''],
    ['   ', ''],
    ['slow burn', 'slow burn'],
    ['“slow burn”', '"slow burn"'],
    ['a AND b OR c', 'a b OR c'],
    ['a (b OR c)', 'a (b OR c)'],
    ['a && (b || c)', 'a (b OR c)'],
    ['NOT a -b - c', '-a -b c'],
    ['--a NOT NOT b', 'a b'],
    ['-(a b)', '-(a b)'],
    ['and or not', 'and or not'],
    ['((a))', 'a'],
    ['say "a \\"b\\" c"', 'say "a \\"b\\" c"'],
    ['Re:Zero AC/DC it’s C++', 'Re:Zero AC/DC it’s C++'],
    ['+must', 'must'],
  ]);
});

test('names of tags, people and the rest', () => {
  cases([
    ['fandom:Merlin', 'fandom:Merlin'],
    ['fandom: "Merlin (TV)"', 'fandom:"Merlin (TV)"'],
    ['ship:"A/B", "C & D"', 'relationship:A/B,"C & D"'],
    ['-freeform:fluff', '-freeform:fluff'],
    ['FANDOM:x author:y lang:de', 'fandom:x creator:y language:de'],
    ['m/m', 'category:M/M'],
    ['-f/m', '-category:F/M'],
    ['"m/m"', '"m/m"'],
    ['rating:mature,explicit', 'rating:mature,explicit'],
    ['title:"a, b"', 'title:"a, b"'],
  ]);
});

test('numbers: comparisons leave their end out, ranges hold both', () => {
  cases([
    ['kudos>10', 'kudos>=11'],
    ['kudos >= 10', 'kudos>=10'],
    ['kudos:<10', 'kudos<=9'],
    ['words:1000-5000', 'words:1000-5000'],
    ['words:1,000-5k', 'words:1000-5000'],
    ['words:1.5k..2m', 'words:1500-2000000'],
    ['words=1000+', 'words>=1000'],
    ['chapters:1', 'chapters:1'],
    ['hits<0', 'hits<0'],
  ]);
});

test('dates, flags and orders', () => {
  cases([
    ['updated:<3w', 'updated<3w'],
    ['updated: < 3 weeks ago fluff', 'updated<3w fluff'],
    ['updated:"1-2 months"', 'updated:2m..1m'],
    ['updated:2m..1m', 'updated:2m..1m'],
    ['posted:2024 m/m', 'posted:2024 category:M/M'],
    ['posted:2024-3', 'posted:2024-03'],
    ['published:2023-2024', 'posted:2023..2024'],
    ['posted:2023-01..2024-06-30', 'posted:2023-01..2024-06-30'],
    ['complete:true crossover:only otp:no', 'complete:yes crossover:yes otp:no'],
    ['sort:kudos a', 'a sort:kudos'],
    ['sort:>words sort:>title', 'sort:>title'],
    ['sort:<words', 'sort:<words'],
    ['a OR b sort:posted', 'a OR b sort:published'],
  ]);
});

test('what can’t be read is said, and where', () => {
  cases([
    ['a "b', 'openQuote at 2+2'],
    ['a (b', 'openBracket at 2+1'],
    ['a )', 'strayBracket at 2+1'],
    ['a ()', 'emptyBrackets at 2+2'],
    ['fandom:', 'noValue at 0+7'],
    ['a fandom:""', 'noValue at 9+2'],
    ['OR a', 'lonelyOperator at 0+2'],
    ['a OR', 'lonelyOperator at 2+2'],
    ['a AND', 'lonelyOperator at 2+3'],
    ['NOT', 'lonelyOperator at 0+3'],
    ['a OR OR b', 'lonelyOperator at 2+2'],
    ['words:many', 'badCount at 6+4'],
    ['words:5000-1000', 'backwards at 6+9'],
    ['kudos>ten', 'badCount at 6+3'],
    ['updated:2024-13', 'badDate at 8+7'],
    ['updated:2023-02-29', 'badDate at 8+10'],
    ['complete:maybe', 'badFlag at 9+5'],
    ['sort:colour', 'badSort at 5+6'],
    ['(sort:words)', 'sortInside at 1+5'],
    ['-sort:words', 'sortInside at 1+5'],
    [`${'('.repeat(31)}a${')'.repeat(31)}`, 'tooDeep at 30+1'],
    ['a '.repeat(301), 'tooMany at 600+1'],
    [`fandom:${'a,'.repeat(400)}a`, 'tooMany at 0+1'],
    ['x'.repeat(2001), 'tooLong at 2000+1'],
  ]);
});

const NOW = new Date('2026-11-22T15:30:00Z');

test('a period is the whole of it; a comparison of dates is before and after, of times ago newer and older', () => {
  const within = (typed: string): string => {
    const { from, to } = secondsOf(readWhen('', typed, 0), NOW);
    return [from, to]
      .map((end) => (end === null ? '' : new Date(end * 1000).toISOString().slice(0, 19)))
      .join(' – ');
  };
  for (const [typed, means] of [
    ['2024', '2024-01-01T00:00:00 – 2024-12-31T23:59:59'],
    ['2024-02', '2024-02-01T00:00:00 – 2024-02-29T23:59:59'],
    ['2024-02-29', '2024-02-29T00:00:00 – 2024-02-29T23:59:59'],
    ['2023..2024-03', '2023-01-01T00:00:00 – 2024-03-31T23:59:59'],
    ['<2024', ' – 2023-12-31T23:59:59'],
    ['<=2024', ' – 2024-12-31T23:59:59'],
    ['>2024', '2025-01-01T00:00:00 – '],
    ['>=2024', '2024-01-01T00:00:00 – '],
    ['<3w', '2026-11-01T15:30:01 – '],
    ['>=3w', ' – 2026-11-01T15:30:00'],
    ['1d', '2026-11-21T00:00:00 – 2026-11-21T23:59:59'],
    // The 22nd was a Sunday.
    ['0w', '2026-11-16T00:00:00 – 2026-11-22T23:59:59'],
    ['1 week ago', '2026-11-09T00:00:00 – 2026-11-15T23:59:59'],
    ['1m', '2026-10-01T00:00:00 – 2026-10-31T23:59:59'],
    ['1-2y', '2024-01-01T00:00:00 – 2025-12-31T23:59:59'],
  ] as const)
    assert.equal(within(typed), means, typed);
  const end = secondsOf(readWhen('>', '1m', 0), new Date('2026-03-31T12:00:00Z')).to ?? 0;
  assert.equal(new Date(end * 1000).toISOString(), '2026-02-28T11:59:59.000Z');
  for (const long of ['<999y', '999y', '>999m'])
    for (const edge of Object.values(secondsOf(readWhen('', long, 0), NOW)))
      assert.ok(edge === null || Number.isSafeInteger(edge), long);
});
