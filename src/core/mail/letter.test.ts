import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLetter } from './letter.js';

const letter = {
  language: 'en',
  subject: 'A <b>bold</b> thing',
  body: [
    'Hello <script>alert(1)</script>.',
    { link: 'https://archive.example/reset?token=a&b="c"', label: 'Choose a new password' },
    { quote: 'one\ntwo' },
    { code: '123 456' },
    { lines: ['first', 'second'] },
  ],
  why: 'You have an account here.',
  stop: { url: 'https://archive.example/stop/x', label: 'No more of these' },
};

test('a letter as plain text', () => {
  assert.equal(
    drawLetter(letter, 'The Attic').text,
    `Hello <script>alert(1)</script>.

Choose a new password:
https://archive.example/reset?token=a&b="c"

> one
> two

    123 456

- first
- second

-- 
The Attic
You have an account here.
No more of these: https://archive.example/stop/x
`,
  );
});

test('as HTML nothing that was put in is markup', () => {
  const { html } = drawLetter(letter, '<i>Attic</i>');
  assert.doesNotMatch(html, /<script|<b>|<i>/);
  assert.match(html, /href="https:\/\/archive\.example\/reset\?token=a&amp;b=&quot;c&quot;"/);
  assert.match(html, /one<br\/>two/);
  assert.match(html, /^<!doctype html><html lang="en">/);
});
