import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { PICTURE_LIMITS, reencode } from './reencode.js';
import { pictureType } from './type.js';

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 40, g: 90, b: 140, alpha: 0.5 } } });

async function kept(bytes: Uint8Array) {
  const picture = await reencode(bytes);
  assert.ok(typeof picture !== 'string', `${String(picture)}`);
  assert.equal(pictureType(picture.bytes), picture.type);
  return picture;
}

test('nothing but pixels is kept: place, maker, colour profile and what hangs on at the end go', async () => {
  const secret = 'TakenAtHome';
  const source = Buffer.concat([
    await plain(60, 40)
      .withExif({ IFD0: { Artist: secret }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer(),
    Buffer.from(`<script>${secret}</script>`),
  ]);
  assert.ok(source.includes(secret));
  const picture = await kept(source);
  assert.ok(!Buffer.from(picture.bytes).includes(secret));
  const { exif, icc, xmp, iptc } = await sharp(picture.bytes).metadata();
  assert.deepEqual([exif, icc, xmp, iptc], [undefined, undefined, undefined, undefined]);
});

test('a picture that was held sideways is turned', async () => {
  const picture = await kept(await plain(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  assert.deepEqual([picture.width, picture.height], [40, 60]);
  assert.equal((await sharp(picture.bytes).metadata()).orientation, undefined);
});

test('types stay, save that a still GIF is a PNG; the longest side is bounded; see-through parts stay so', async () => {
  for (const type of ['jpeg', 'png', 'webp', 'gif'] as const) {
    const picture = await kept(await plain(50, 30)[type]().toBuffer());
    assert.deepEqual(
      [picture.type, picture.width, picture.height],
      [type === 'gif' ? 'image/png' : `image/${type}`, 50, 30],
    );
  }
  const wide = await kept(await plain(4000, 100, 4).png().toBuffer());
  assert.deepEqual([wide.width, wide.height], [PICTURE_LIMITS.side, 60]);
  assert.equal((await sharp(wide.bytes).metadata()).hasAlpha, true);
});

const frames = (pages: number, side: number) =>
  sharp(
    Buffer.from({ length: side * side * pages * 3 }).map((_, i) => Math.floor(i / (side * side * 3)) * 45),
    { raw: { width: side, height: side * pages, channels: 3, pageHeight: side } },
  );

test('what moves goes on moving; too much of it stands still, and it is said', async () => {
  for (const type of ['gif', 'webp'] as const) {
    const picture = await kept(
      await frames(5, 20)
        [type]({ delay: Array(5).fill(70), loop: 0 })
        .toBuffer(),
    );
    assert.deepEqual(
      [picture.type, picture.width, picture.height, picture.stilled],
      [`image/${type}`, 20, 20, false],
    );
    const { pages, delay } = await sharp(picture.bytes, { animated: true }).metadata();
    assert.equal(pages, 5);
    assert.ok(delay?.every((ms) => ms === 70));
  }
  const long = await kept(
    await frames(PICTURE_LIMITS.frames + 1, 4)
      .webp()
      .toBuffer(),
  );
  assert.equal(long.stilled, true);
  assert.equal((await sharp(long.bytes).metadata()).pages ?? 1, 1);
});

test('a photograph kept as PNG becomes a photograph', async () => {
  const noise = await sharp({
    create: {
      width: 2000,
      height: 1500,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  assert.ok(noise.length > PICTURE_LIMITS.bytes);
  const picture = await kept(noise);
  assert.equal(picture.type, 'image/jpeg');
  assert.ok(picture.bytes.length <= PICTURE_LIMITS.bytes);
});

test('what is no picture, is cut off, or unpacks to too much is refused', async () => {
  assert.equal(await reencode(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'kind');
  assert.equal(await reencode(Buffer.from([])), 'kind');
  assert.equal(await reencode(Buffer.from('\x89PNG\r\n\x1a\nand then nothing', 'latin1')), 'broken');
  const whole = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();
  assert.equal(await reencode(whole.subarray(0, whole.length / 2)), 'broken');
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  assert.ok(bomb.length < 2_000_000);
  assert.equal(await reencode(bomb), 'pixels');
});
