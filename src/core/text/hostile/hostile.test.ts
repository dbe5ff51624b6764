import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { parse as parseDocument, parseFragment } from 'parse5';
import { chromium } from 'playwright-core';
import { ALLOWED_ELEMENTS, attributeNames } from '../allow.js';
import { TextError } from '../limits.js';
import { isOwnImage } from '../links.js';
import { SANITISER_VERSION, sanitiseNow } from '../sanitise.js';
import { type ChildNode, HTML_NAMESPACE, isElement, parse, serialise } from '../tree.js';
import { HOSTILE } from './cases.js';

/** Fails on anything in the tree that could run, load, post, or that is not on the list. */
function assertHarmless(nodes: ChildNode[]): void {
  for (const node of nodes) {
    if (!isElement(node)) {
      assert.equal(node.nodeName, '#text', 'only elements and text');
      continue;
    }
    assert.equal(node.namespaceURI, HTML_NAMESPACE);
    assert.ok(ALLOWED_ELEMENTS.has(node.tagName), node.tagName);
    for (const { name, value } of node.attrs) {
      assert.ok(attributeNames(node.tagName).includes(name), `${node.tagName} ${name}`);
      if (name === 'href') assert.match(value, /^(https?:\/\/|mailto:|\/(?!\/)|#u-)/);
      if (name === 'src') assert.ok(isOwnImage(value), value);
      if (name === 'name') assert.match(value, /^u-/);
      if (name === 'cite') assert.match(value, /^https?:\/\//);
    }
    assertHarmless(node.childNodes);
  }
}

test('there are enough hostile cases', () => assert.ok(HOSTILE.length >= 120, String(HOSTILE.length)));

for (const source of HOSTILE) {
  test(`harmless and stable: ${JSON.stringify(source).slice(0, 90)}`, () => {
    const { html, version } = sanitiseNow(source);
    assert.equal(version, SANITISER_VERSION);
    assertHarmless(parse(html).childNodes);
    assert.equal(serialise(parse(html).childNodes), html, 'writes as it parses');
    assert.equal(sanitiseNow(html).html, html, 'cleaning it again changes nothing');
    // With scripting off <noscript> parses otherwise, and in a whole page the head comes first.
    assert.equal(serialise(parseFragment(html, { scriptingEnabled: false }).childNodes), html);
    const page = parseDocument(`<!DOCTYPE html><html><head></head><body><main>${html}</main></body></html>`);
    assert.ok(
      serialise(page.childNodes).includes(`<main>${html}</main>`),
      'stands in a page as it stands alone',
    );
    assert.ok(html.isWellFormed() && !/[\0-\x08\x0b-\x1f\ufffe\uffff]/.test(html));
  });
}

test('what is refused is refused at once, with what would be right', () => {
  for (const [source, code] of [
    ['<div>'.repeat(100_000), 'too-deep'],
    [`<b>${'<i>'.repeat(300)}`, 'too-deep'],
    ['x'.repeat(50 * 1024 * 1024), 'too-large'],
    ['é'.repeat(2.5 * 1024 * 1024), 'too-large'],
    ['<br>'.repeat(200_001), 'too-many-tags'],
    [`<p ${Array.from({ length: 40 }, (_, i) => `a${i}=">"`).join(' ')}>x`, 'too-many-attributes'],
    // Formatting left open is repeated in each paragraph: few tags, a large tree.
    [
      `<p>${Array.from({ length: 100 }, (_, i) => `<font class=c${i}>`).join('')}${'<p>x'.repeat(5000)}`,
      'too-many-tags',
    ],
  ] as const) {
    const start = performance.now();
    assert.throws(
      () => sanitiseNow(source),
      (thrown) =>
        thrown instanceof TextError &&
        thrown.code === code &&
        /\d/.test(thrown.safe) &&
        thrown.safe.endsWith('.'),
      `${code}: ${source.slice(0, 40)}`,
    );
    assert.ok(performance.now() - start < 15_000, `${code} took ${performance.now() - start} ms`);
  }
});

test('what a careless writer leaves open is not refused', () => {
  assert.match(sanitiseNow('<p>a'.repeat(5000)).html, /<\/p><p>a<\/p>$/);
  assert.ok(sanitiseNow('<p><i>a</p>'.repeat(1000)).html.length > 0);
  assert.ok(
    sanitiseNow(`<ul>${'<li>a'.repeat(1000)}</ul><table>${'<tr><td>a<td>b'.repeat(1000)}</table>`).html
      .length > 0,
  );
});

test('nothing runs or loads in a real browser', {
  skip: !existsSync('/usr/bin/chromium'),
  timeout: 60_000,
}, async () => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      requests.push(pathname);
      return pathname === '/'
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: document })
        : route.abort();
    });
    const cleaned = HOSTILE.map((source) => sanitiseNow(source).html);
    const document = `<!DOCTYPE html><script>window.hits=0;function hit(){window.hits++}</script>${cleaned.map((html) => `<section>${html}</section>`).join('\n')}<template id=end></template>`;
    await page.goto('http://archive.test/', { waitUntil: 'load' });
    const seen = await page.evaluate(async (texts) => {
      const changed: string[] = [];
      const host = globalThis.document.createElement('div');
      globalThis.document.body.append(host);
      for (const text of texts) {
        host.innerHTML = text;
        const once = host.innerHTML;
        host.innerHTML = once;
        // Browsers write <pre> without the line feed that they drop when they read it.
        if (host.innerHTML !== once && !text.includes('<pre>\n')) changed.push(text);
        for (const node of host.querySelectorAll<HTMLElement>('*')) {
          node.dispatchEvent(new Event('click', { cancelable: true, bubbles: false }));
          node.dispatchEvent(new Event('mouseover'));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        hits: (globalThis as unknown as { hits: number }).hits,
        changed,
        sections: globalThis.document.querySelectorAll('body > section').length,
      };
    }, cleaned as string[]);
    assert.deepEqual(seen, { hits: 0, changed: [], sections: cleaned.length });
    assert.deepEqual(
      requests.filter((path) => path !== '/' && !path.startsWith('/media/') && path !== '/favicon.ico'),
      [],
    );
  } finally {
    await browser.close();
  }
});
