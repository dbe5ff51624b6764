import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The colours that the block after this selector sets. */
function colours(selector: string): Record<string, string> {
  const from = css.indexOf(`${selector} {`);
  assert.notEqual(from, -1, `tokens.css has no block ${selector}`);
  const block = css.slice(from, css.indexOf('}', from));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[\da-f]{3,6});/g)].map((m) => [m[1]!, m[2]!]));
}

function channel(value: number): number {
  const s = value / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => channel(Number.parseInt(hex.slice(i, i + 2), 16)));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const THEMES = {
  light: colours(':root'),
  dark: colours(':root[data-theme="dark"]'),
  sepia: colours(':root[data-theme="sepia"]'),
};
const TEXT = ['ink', 'quiet', 'accent', 'fault', 'calm', 'mild', 'warm'];

for (const [theme, colour] of Object.entries(THEMES)) {
  const atLeast = (least: number, front: string, ground: string) => {
    const found = contrast(colour[front]!, colour[ground]!);
    assert.ok(found >= least, `${theme}: ${front} on ${ground} is ${found.toFixed(2)}, needs ${least}`);
  };

  test(`${theme}: every text can be read on every ground`, () => {
    for (const ground of ['paper', 'tint']) for (const front of TEXT) atLeast(4.5, front, ground);
    for (const ground of ['accent', 'fault'])
      atLeast(4.5, ground === 'accent' ? 'on-accent' : 'paper', ground);
  });

  test(`${theme}: long reading has more contrast than the least, and does not glare`, () => {
    atLeast(10, 'ink', 'paper');
    assert.ok(contrast(colour.ink!, colour.paper!) < 17);
  });

  test(`${theme}: the edges of controls can be seen`, () => {
    for (const ground of ['paper', 'tint']) atLeast(3, 'edge', ground);
  });
}

test('what follows the device is dark in the same colours as what is chosen', () => {
  assert.deepEqual(colours(':root[data-theme="system"]'), THEMES.dark);
});
