/** Whatever is asked is answered: hostile queries, and every example of the help page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { EXAMPLES } from '../query/examples.js';
import { listAddress } from './address.js';

const { app, origin } = await testApp({ jobs: false });
await makeWork(app, await makePerson(app), { fields: { title: 'Sea', freeforms: ['Sea', 'Fluff'] } });
const get = (path: string) => send(origin, path);

test('whatever is asked is answered, or refused with a reason', async () => {
  const params = fc.array(
    fc.tuple(
      fc.constantFrom(
        'q',
        'q',
        'q',
        'page',
        'in',
        'out',
        'sort',
        'direction',
        'words_from',
        'language',
        'how.fandom',
        'all',
        '__proto__',
      ),
      fc.oneof(
        fc.constantFrom(
          ...[
            '',
            '\u0000',
            '\ud800',
            '1e9',
            '-1',
            '__proto__',
            'constructor',
            'fandom:',
            'fandom:Sea',
            'rating:Sea',
          ],
          ...[
            'sort:kudos',
            'words:9-1',
            '(('.repeat(400),
            'a '.repeat(5_000),
            '-'.repeat(900),
            'character:Fluff',
          ],
          ...[
            'updated:<999y',
            'posted:9999',
            'words<0',
            'kudos>99999999999999',
            '"\\',
            "';--",
            '🌙',
            ',,,',
            'm/m OR f/f',
          ],
          ...['language:xx-yy', 'series:Sea', 'title:"!"', 'NOT NOT a', '%00', 'x'.repeat(1_999)],
        ),
        fc.string({ unit: 'binary', maxLength: 30 }),
      ),
    ),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(params, async (pairs) => {
      const query = pairs
        .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
        .join('&');
      const { status } = await get(`/works?${query}`);
      assert.ok([200, 303, 400, 404, 431].includes(status), `${status} for ${query.slice(0, 300)}`);
    }),
    { numRuns: 150 },
  );
  assert.equal((await get('/works?q=%ED%A0%80%FF')).status, 200);
});

test('every example of the help page can be asked', async () => {
  const help = (await get('/search')).text;
  for (const query of Object.values(EXAMPLES)) {
    const address = listAddress('/works', query);
    assert.ok(help.includes(`href="${address.replaceAll('&', '&amp;')}"`), query);
    assert.equal((await get(address)).status, 200, query);
  }
  assert.equal((await get('/search?q=sea')).headers.location, '/works?q=sea');
});

test('a search for more words than can be looked for at once says so beside its box', async () => {
  const words = Array.from({ length: 150 }, (_, i) => `word${i}`).join(' ');
  const page = await get(listAddress('/works', words));
  assert.equal(page.status, 400);
  assert.match(page.text, /too many things at once/);
  assert.ok(page.text.includes(`value="${words}"`));
});
