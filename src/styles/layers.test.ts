import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const app = read('app.css');
const order = /@layer ([^;]+);/.exec(app)![1]!.split(', ');
const imports = [...app.matchAll(/@import "\.\/([\w-]+\.css)" layer\((\w+)\);/g)].map(
  ([, file, layer]) => [file!, layer!] as const,
);

/** Selectors of a style sheet, one at a time, without comments and what stands inside braces. */
function selectors(css: string): string[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...bare.matchAll(/([^{}]+)\{/g)]
    .map((match) => match[1]!.trim())
    .filter((text) => text !== '' && !text.startsWith('@'))
    .flatMap(parts);
}

/** Parts a list of selectors at its outer commas. */
function parts(list: string): string[] {
  const out = [''];
  let depth = 0;
  for (const char of list) {
    depth += Number(char === '(') - Number(char === ')');
    if (char === ',' && depth === 0) out.push('');
    else out[out.length - 1] += char;
  }
  return out.map((one) => one.trim());
}

test('every style sheet stands in a layer that has its place in the order', () => {
  assert.ok(imports.length > 10);
  for (const [file, layer] of imports) assert.ok(order.includes(layer), `${file}: ${layer}`);
});

// Writers put class names on their text; what comes after the layer that takes our rules back must not meet them.
test('the rules after prose begin at an element that no text of a writer can hold', () => {
  const after = order.slice(order.indexOf('prose') + 1);
  const files = imports.filter(([, layer]) => after.includes(layer));
  assert.ok(files.length > 0);
  for (const [file] of files)
    for (const selector of selectors(read(file)))
      assert.match(selector, /^(article\.|html\b)/, `${file}: ${selector}`);
});

test('the rules of prose hold inside prose alone', () => {
  for (const [file, layer] of imports)
    if (layer === 'prose')
      for (const selector of selectors(read(file)))
        assert.match(selector, /^(\.summary)?\.prose\b/, `${file}: ${selector}`);
});
