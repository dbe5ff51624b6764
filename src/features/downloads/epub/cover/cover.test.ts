import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { COVER_HEIGHT, COVER_WIDTH, type CoverText, drawCover } from './cover.js';

const cover = (text: Partial<CoverText> = {}): Buffer =>
  Buffer.from(
    drawCover({
      id: 'k7m2',
      title: 'The Keeper',
      byline: 'Ansel Vane',
      archive: 'The Lantern',
      direction: 'ltr',
      language: 'en',
      ...text,
    }),
  );

/** Rows and columns between which the letters of the title stand: pixels unlike the ground between sill and byline. */
async function inked(
  png: Buffer,
  top: number,
  bottom: number,
): Promise<{ left: number; right: number; pixels: number }> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const ground = data.subarray(0, 3);
  let left = info.width;
  let right = 0;
  let pixels = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      const at = (y * info.width + x) * 3;
      if (data.subarray(at, at + 3).equals(ground)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      pixels += 1;
    }
  }
  return { left, right, pixels };
}

const TITLE = [650, 1400] as const;

describe('a drawn cover', () => {
  it('is a PNG that others can read, the same every time', async () => {
    const { format, width, height } = await sharp(cover()).metadata();
    assert.deepEqual([format, width, height], ['png', COVER_WIDTH, COVER_HEIGHT]);
    assert.ok(cover().equals(cover()));
  });

  it('shows title and byline in the middle, within its edges', async () => {
    for (const title of [
      'The Keeper',
      'W'.repeat(12),
      'A very long title that goes on and on. '.repeat(30),
    ]) {
      const { left, right, pixels } = await inked(cover({ title }), ...TITLE);
      assert.ok(pixels > 2000, title);
      assert.ok(left >= 80 && right <= 920, `${title}: ${left} to ${right}`);
      assert.ok(Math.abs(left + right - COVER_WIDTH) < 12, `${title}: ${left} to ${right}`);
    }
  });

  it('writes Latin with marks, Greek, Cyrillic, Hebrew, Arabic, Japanese, Korean and Chinese', async () => {
    const without = (await inked(cover({ title: '' }), ...TITLE)).pixels;
    for (const title of [
      'Łódź naïve Việt',
      'Ἀθηνᾶ λόγος',
      'Ночь їжак',
      'הלילה הארוך',
      'ليلة طويلة',
      '灯台守の夜',
      '밤하늘의 별',
      '守燈人',
    ]) {
      const { pixels } = await inked(cover({ title }), ...TITLE);
      assert.ok(pixels > without + 3000, title);
    }
  });

  it('joins Arabic letters and sets them from the right', () => {
    const apart = cover({ title: 'ب ي ت', direction: 'rtl' });
    assert.ok(!cover({ title: 'بيت', direction: 'rtl' }).equals(apart));
    assert.ok(
      !cover({ title: 'بيت Baker', direction: 'rtl' }).equals(
        cover({ title: 'بيت Baker', direction: 'ltr' }),
      ),
    );
  });

  it('draws Han as the language of the work does', () => {
    assert.ok(!cover({ title: '骨', language: 'zh-Hans' }).equals(cover({ title: '骨', language: 'ja' })));
  });

  it('leaves a text off rather than show boxes, and emoji out of it', () => {
    const nothing = cover({ title: '' });
    assert.ok(cover({ title: 'ꦗꦮ \u{13080}' }).equals(nothing));
    assert.ok(cover({ title: '🎉' }).equals(nothing));
    assert.ok(cover({ title: 'The 🎉 Keeper 🏳️‍🌈👩‍🚀' }).equals(cover()));
  });

  it('differs from work to work in colour', () => {
    const covers = new Set(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => cover({ id }).toString('base64')),
    );
    assert.ok(covers.size >= 3);
  });
});
