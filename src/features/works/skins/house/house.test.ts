import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow } from '../../../../core/text/sanitise.js';
import { cleanSkin } from '../css/clean.js';
import { ARCHIVE_SKINS, sourceOf } from './index.js';

test('the skins of the archive are faultless, and their examples use classes that they know and texts may hold', async () => {
  for (const name of ARCHIVE_SKINS) {
    const { css, sample } = sourceOf(name);
    const { css: clean, faults } = await cleanSkin(css);
    assert.deepEqual(faults, [], name);
    const { html } = sanitiseNow(sample);
    const used = [...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' '));
    assert.ok(used.length > 3, html);
    for (const one of used) assert.ok(clean.includes(`.${one}`) || one === 'line', `${name}: .${one}`);
  }
});
