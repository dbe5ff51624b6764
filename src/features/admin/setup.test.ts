import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { createTestApp } from '../../../test/support/app.js';
import { setupToken } from './setup-token.js';

test('before set-up the frame leads nowhere, and no link holds the token', async () => {
  const empty = await createTestApp({ settings: null, jobs: false });
  try {
    const token = await setupToken(empty.app.config.dataDir);
    const pages = [
      await send(empty.origin, `/setup?token=${token}`),
      await send(empty.origin, '/setup', { form: { token, login: 'x' } }),
      await send(empty.origin, `/setup?token=${token}x`),
    ];
    assert.deepEqual(
      pages.map(({ status }) => status),
      [200, 422, 404],
    );
    for (const { text } of pages) {
      const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
      assert.deepEqual(
        links.filter((href) => /^\/(?:login|works)|token/.test(href)),
        [],
      );
    }
  } finally {
    await empty.close();
  }
});
