import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromStore } from './safe-html.js';
import { toXhtml } from './xhtml.js';

const xhtml = (html: string, options = {}): string => toXhtml(fromStore(html), options);

describe('a book for those who listen', () => {
  it('has no link without words', () => {
    assert.equal(xhtml('<p>a<a href="https://example.org/"></a></p>'), '<p>a</p>');
    assert.equal(xhtml('<p><a href="https://example.org/" name="u-x"></a>b</p>'), '<p><a id="u-x"></a>b</p>');
  });

  it('has no table header without words', () => {
    assert.match(
      xhtml('<table><tr><th scope="row"></th><th>b</th></tr></table>'),
      /<tr><td><\/td><th>b<\/th><\/tr>/,
    );
  });

  it('names no language that no voice knows', () => {
    assert.equal(
      xhtml('<p lang="x-klingon">a</p><p lang="tlh">b</p>'),
      '<p>a</p><p lang="tlh" xml:lang="tlh">b</p>',
    );
  });

  it('says where an image has no description', () => {
    const options = { image: (id: string) => `images/${id}.png`, undescribed: 'no description' };
    assert.match(xhtml('<p><img src="/media/abc123"></p>', options), /alt="no description"/);
    assert.match(xhtml('<p><img src="/media/abc123" alt=""></p>', options), /alt=""/);
  });
});
