import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText } from './encoding.js';

const SAMPLES: Record<string, string> = {
  'windows-1252': '“Don’t,” she said — “not yet…” The café was naïve and closed; it cost £5.\n'.repeat(3),
  'windows-1251': 'Он сказал, что море вернулось, и никто ему не поверил. Дверь открылась сама.\n'.repeat(3),
  'koi8-r': 'Он сказал, что море вернулось, и никто ему не поверил. Дверь открылась сама.\n'.repeat(3),
  shift_jis: '海は静かだった。彼女は窓を開けて、遠くの灯台を見た。「また明日」と言った。\n'.repeat(3),
  gb18030: '海很安静。她打开窗户，看着远处的灯塔。“明天见，”她说。\n'.repeat(3),
  big5: '海很安靜。她打開窗戶，看著遠處的燈塔。「明天見，」她說。\n'.repeat(3),
  'euc-kr': '바다는 조용했다. 그녀는 창문을 열고 먼 등대를 바라보았다. 내일 만나자고 말했다.\n'.repeat(3),
  macintosh: '“Don’t,” she said — “not yet…” It’s the sea.\n'.repeat(3),
};

test('letters of every common encoding are told without a declaration', () => {
  for (const [encoding, text] of Object.entries(SAMPLES))
    assert.equal(decodeText(iconv.encode(text, encoding)).text, text, encoding);
});

test('UTF-8 with and without a mark, UTF-16 and UTF-32 with a mark and UTF-16 without', () => {
  const text = 'Le café — “déjà”.\nLine two, long enough to be sure of it.\n';
  const chinese = '海很安静。她打开窗户，看着远处的灯塔。\n“明天见，”她说。再见了大海。\n'.repeat(2);
  for (const encoding of ['utf8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])
    assert.equal(decodeText(iconv.encode(text, encoding, { addBOM: true })).text, text, encoding);
  for (const encoding of ['utf8', 'utf-16le', 'utf-16be']) {
    assert.equal(decodeText(iconv.encode(text, encoding)).text, text, encoding);
    assert.equal(decodeText(iconv.encode(chinese, encoding)).text, chinese, `${encoding}, Chinese`);
  }
});

test('a declaration is believed, unless the letters are plainly UTF-8', () => {
  const page = (charset: string, text: string): string =>
    `<html><head><meta charset="${charset}"></head><body>${text}</body></html>`;
  const russian = page('windows-1251', 'Да');
  assert.equal(decodeText(iconv.encode(russian, 'windows-1251')).text, russian);
  const xml = '<?xml version="1.0" encoding="iso-8859-1"?><a>“quoted”</a>';
  assert.equal(decodeText(iconv.encode(xml, 'windows-1252')).text, xml);
  const equiv = '<head><meta http-equiv="Content-Type" content="text/html; charset=shift_jis"></head>灯台';
  assert.equal(decodeText(iconv.encode(equiv, 'shift_jis')).text, equiv);
  for (const lie of ['windows-1252', 'utf-16', 'klingon'])
    assert.equal(decodeText(Buffer.from(page(lie, '“ça”'))).text, page(lie, '“ça”'), lie);
  const wrong = page('utf-8', 'It’s a “café”');
  assert.equal(decodeText(iconv.encode(wrong, 'windows-1252')).text, wrong);
  const talk = 'I wrote <meta charset="koi8-r"> — and “café”';
  assert.equal(decodeText(iconv.encode(talk, 'windows-1252')).text, talk);
});

test('what is guessed badly says so', () => {
  assert.equal(decodeText(Buffer.from('plain')).doubtful, false);
  assert.equal(decodeText(Buffer.from([0x61, 0x20, 0x81, 0x20, 0x8d, 0x20, 0x62])).doubtful, true);
});

test('any bytes make a text that a database and XML can hold', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { text } = decodeText(bytes);
      assert.ok(text.isWellFormed());
      assert.doesNotMatch(text, /[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]/);
    }),
    { numRuns: 300 },
  );
});

test('line ends, NUL and lone surrogates', () => {
  assert.equal(decodeText(Buffer.from('\ufeffa\r\nb\rc\0d\x0ce')).text, 'a\nb\ncd\ne');
  assert.equal(decodeText(Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x62, 0x00])).text, 'a\ufffdb');
});
