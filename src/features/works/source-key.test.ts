import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sourceChapter, sourceKey } from './source-key.js';

const SAME: Record<string, string[]> = {
  'ao3:12345': [
    'https://archiveofourown.org/works/12345',
    'http://archiveofourown.org/works/12345/',
    'https://www.archiveofourown.org/works/12345/chapters/678',
    'https://archiveofourown.org/works/12345/chapters/678?view_adult=true#main',
    'https://archiveofourown.org/works/12345?view_full_work=true',
    'https://archiveofourown.org/collections/yuletide/works/12345',
    'archiveofourown.org/works/12345',
    'https://m.archiveofourown.org/works/12345',
    'https://archiveofourown.gay/works/12345',
    'https://ao3.org/works/12345/navigate',
    'https://insecure.archiveofourown.org/works/12345',
    'https://archiveofourown.org/downloads/12345/The%20Lamp.epub?updated_at=1700000000',
    ' HTTPS://ArchiveOfOurOwn.org/works/12345 ',
  ],
  'ffnet:987': [
    'https://www.fanfiction.net/s/987/3/The-Lamp',
    'https://m.fanfiction.net/s/987/1/',
    'http://fanfiction.net/s/987',
    'https://www.fanfiction.net/s/987/12/The-Lamp#reviews',
  ],
  'lamps.example/archive/viewstory.php?sid=7': [
    'http://www.lamps.example/archive/viewstory.php?sid=7&chapter=3',
    'https://lamps.example/archive/viewstory.php?sid=7&textsize=0&ageconsent=ok',
  ],
  'squidgeworld.org/works/55': [
    'https://squidgeworld.org/works/55/chapters/2',
    'http://www.squidgeworld.org/works/55?view_adult=true',
  ],
  'forum.example/threads/8123': [
    'https://forum.example/threads/the-lamp.8123/page-4',
    'https://forum.example/threads/8123/#post-9',
  ],
  'lamps.example/stories/lamp?part=2': [
    'http://lamps.example/stories/lamp/?part=2&utm_source=x#top',
    'https://www.lamps.example/stories/lamp/index.html?part=2',
  ],
};

test('all forms of an address are one key', () => {
  for (const [key, forms] of Object.entries(SAME))
    for (const form of forms) assert.equal(sourceKey(form), key, form);
});

test('what is no address of a page has no key', () => {
  for (const none of [
    '',
    '   ',
    'a story',
    'mailto:a@example.org',
    'javascript:1',
    'https://example.org/',
    'ftp://x.org/a',
  ])
    assert.equal(sourceKey(none), null, none);
});

test('different works stay different', () => {
  const keys = [
    'https://archiveofourown.org/works/1',
    'https://archiveofourown.org/works/11',
    'https://archiveofourown.org/series/1',
    'https://www.fanfiction.net/s/1',
    'https://www.fictionpress.com/s/1',
    'https://other.example/works/1',
    'https://lamps.example/a',
    'https://lamps.example/b',
    'https://notarchiveofourown.org/works/1',
  ].map(sourceKey);
  assert.equal(new Set(keys).size, keys.length);
});

test('any text is a short key or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
      (text) => {
        const key = sourceKey(text);
        if (key === null) return;
        assert.ok(key.length > 0 && key.length <= 500);
      },
    ),
  );
});

test('the chapter that an address names', () => {
  assert.equal(sourceChapter('https://www.fanfiction.net/s/987/3/The-Lamp'), 3);
  assert.equal(sourceChapter('https://lamps.example/viewstory.php?sid=7&chapter=12'), 12);
  assert.equal(sourceChapter('https://www.fanfiction.net/s/987'), null);
  assert.equal(sourceChapter('https://archiveofourown.org/works/1/chapters/444'), null);
  assert.equal(sourceChapter('no address'), null);
});
