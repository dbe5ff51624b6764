import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contentDisposition, downloadName } from './file-name.js';

const name = (title: string) => downloadName({ id: 'k7m2', title }, 'epub');

describe('names of downloads', () => {
  it('keeps the whole title, and shortens the ASCII one at a word', () => {
    assert.deepEqual(name('The Long Way Down to the Sea'), {
      full: 'The Long Way Down to the Sea.epub',
      ascii: 'The_Long_Way_Down_to_the.epub',
    });
    assert.equal(name('The Long Way Down to theatre').ascii, 'The_Long_Way_Down_to.epub');
    assert.equal(name('Supercalifragilisticexpialidocious').ascii, 'Supercalifragilisticexpi.epub');
  });

  it('takes marks and ligatures apart', () => {
    assert.equal(name('Łódź – Straße & Ærø').ascii, 'Lodz_Strasse_AEro.epub');
  });

  it('adds the id where fewer than three characters are left', () => {
    assert.equal(name('Ok').ascii, 'Ok_Work_k7m2.epub');
    assert.equal(name('桜の花').ascii, 'Work_k7m2.epub');
    assert.equal(name('—').ascii, 'Work_k7m2.epub');
    assert.equal(name('Oak').ascii, 'Oak.epub');
  });

  it('leaves out of the full name what file systems refuse and what turns its letters round', () => {
    assert.equal(name('a/b\\c: "d"?').full, 'a-b-c- -d.epub');
    assert.equal(name('..hidden..').full, 'hidden.epub');
    assert.equal(name('x\u202egpj.\u202c').full, 'xgpj.epub');
    assert.equal(name('CON').full, 'Work CON.epub');
    assert.equal(name(' / ').full, 'Work k7m2.epub');
    assert.equal(name('桜'.repeat(100)).full, `${'桜'.repeat(66)}.epub`);
  });

  it('writes a header that survives its own quoting', () => {
    assert.equal(
      contentDisposition(name('Ça (ira)* “déjà” 🎉')),
      `attachment; filename="Ca_ira_deja.epub"; filename*=UTF-8''%C3%87a%20%28ira%29-%20%E2%80%9Cd%C3%A9j%C3%A0%E2%80%9D%20%F0%9F%8E%89.epub`,
    );
  });

  it('is a valid header for any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const made = name(title);
        assert.match(made.ascii, /^[\w-]{3,40}\.epub$/);
        assert.ok(Buffer.byteLength(made.full) <= 210);
        assert.match(
          contentDisposition(made),
          /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]+$/,
        );
      }),
    );
  });
});
