import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportError } from './import-error.js';
import { parseXml, xmlAll, xmlChildren, xmlText } from './xml.js';

const read = (source: string) => parseXml('“a.opf”', source);

test('elements, attributes, prefixes, entities, CDATA, comments', () => {
  const root = read(
    '\ufeff<?xml version="1.0"?><!-- c --><!DOCTYPE p PUBLIC "x" "y"><p xmlns:dc="u" a="1 &lt; 2" b=\'x\'><dc:title opf:role="aut">A &amp; B&#x2014;&#233; &nbsp;<![CDATA[<i>]]></dc:title><x/><!-- <y> --></p>',
  );
  assert.equal(root.attributes.get('a'), '1 < 2');
  const title = xmlAll(root, 'title')[0]!;
  assert.equal(title.qualified, 'dc:title');
  assert.equal(title.attributes.get('role'), 'aut');
  assert.equal(xmlText(title), 'A & B—é <i>');
  assert.equal(xmlChildren(root).length, 2);
});

test('what is not well-formed is named with its line', () => {
  for (const source of [
    '',
    'text',
    '<a>',
    '<a></b>',
    '</a>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a><!-- </a>',
    '<a/><b/>',
    '<a>\n\n<b x></a>',
  ]) {
    assert.throws(
      () => read(source),
      (error: unknown) =>
        error instanceof ImportError && error.fault === 'damaged' && /in line \d+/.test(error.safe),
      source,
    );
  }
});

test('entities of its own are never expanded: the document is refused', () => {
  const bomb = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>';
  const file = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>';
  for (const source of [bomb, file])
    assert.throws(
      () => read(source),
      (error: unknown) => error instanceof ImportError && error.fault === 'unsafe',
    );
});

test('depth and number are bounded, and so is the time', () => {
  const started = process.cpuUsage();
  assert.throws(() => read('<a>'.repeat(100_000)), /too many/);
  assert.throws(() => read(`<r>${'<a/>'.repeat(500_000)}</r>`), /too many/);
  assert.throws(() => read(`<r ${'a="'.repeat(300_000)}`), ImportError);
  assert.throws(() => read('<'.repeat(300_000)), ImportError);
  assert.ok(process.cpuUsage(started).user < 5e6);
});
