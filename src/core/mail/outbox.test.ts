import assert from 'node:assert/strict';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { testApp } from '../../../test/support/app.js';
import { letterFiles, mailFolder, mailJobs, queueLetter, readLetterFile } from './index.js';

const made = await testApp({ jobs: false });
const { app } = made;
const last = { attempt: 11, maxAttempts: 11 };
const first = { attempt: 1, maxAttempts: 11 };

async function queued(email = 'ada@example.org', rolledBack = false): Promise<number> {
  await app.db
    .transaction()
    .execute(async (trx) => {
      await queueLetter(
        trx,
        {
          accountId: null,
          email,
          kind: 'test',
          letter: {
            language: 'en',
            subject: 'Grüße aus dem Archiv',
            body: ['Ein Brief.', { link: 'https://archive.example/secret-token', label: 'Öffnen' }],
            why: 'A test.',
            stop: { url: 'https://archive.example/stop/1', label: 'Stop' },
            attachments: [{ name: 'work.html', type: 'text/html', text: '<p>Ganz</p>' }],
          },
        },
        'Das Archiv',
        app.clock.now(),
      );
      if (rolledBack) throw new Error('rolled back');
    })
    .catch((error: Error) => assert.equal(error.message, 'rolled back'));
  const row = await app.db
    .selectFrom('letters')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

const row = (id: number) =>
  app.db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** A mail server that answers every receiver with what `answer` gives. */
async function mailServer(answer: () => Error | null) {
  const got: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(answer()),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString();
      });
      stream.on('end', () => {
        got.push(text);
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  assert.ok(address && typeof address === 'object');
  const jobs = mailJobs({ ...app, config: { ...app.config, SMTP_URL: `smtp://127.0.0.1:${address.port}` } });
  return { got, send: jobs['send-letter']!, close: () => new Promise<void>((done) => server.close(done)) };
}

test('without a mail server a letter becomes a file that nobody else may read', async () => {
  const id = await queued();
  const send = mailJobs(app)['send-letter']!;
  await send({ id }, first);
  await send({ id }, first);
  const files = await letterFiles(app.config.dataDir);
  assert.equal(files.length, 1);
  const path = join(mailFolder(app.config.dataDir), files[0]!);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await stat(mailFolder(app.config.dataDir))).mode & 0o777, 0o700);
  const text = await readLetterFile(app.config.dataDir, files[0]!);
  assert.match(text ?? '', /To: ada@example\.org/);
  assert.match(text ?? '', /List-Unsubscribe: <https:\/\/archive\.example\/stop\/1>/);
  assert.equal(await readLetterFile(app.config.dataDir, '../settings.eml'), null);
});

test('what was sent keeps none of its words in the database', async () => {
  const id = await queued();
  await mailJobs(app)['send-letter']!({ id }, first);
  const sent = await row(id);
  assert.ok(sent.sent_at);
  assert.deepEqual([sent.text, sent.html, sent.stop_url, sent.attachments], ['', '', null, []]);
});

test('no letter goes out for what was rolled back', async () => {
  const before = await queued();
  assert.equal(await queued('nobody@example.org', true), before);
});

test('over SMTP it arrives whole, with its attachment and a stable id', async () => {
  const server = await mailServer(() => null);
  try {
    const id = await queued();
    await server.send({ id }, first);
    assert.equal(server.got.length, 1);
    assert.match(server.got[0]!, /Message-ID: <[0-9a-z]{10}@/);
    assert.match(server.got[0]!, /filename=work\.html/);
    assert.match(server.got[0]!, /multipart\/alternative/);
    assert.match(server.got[0]!, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
  } finally {
    await server.close();
  }
});

test('a letter that is refused for good is not tried again; one that is put off is', async () => {
  let code = 550;
  const server = await mailServer(() => Object.assign(new Error('no'), { responseCode: code }));
  try {
    const refused = await queued();
    await server.send({ id: refused }, first);
    assert.equal((await row(refused)).fault, 'refused');

    code = 451;
    const putOff = await queued();
    await assert.rejects(async () => server.send({ id: putOff }, first));
    assert.equal((await row(putOff)).failed_at, null);
    await server.send({ id: putOff }, last);
    assert.equal((await row(putOff)).fault, 'unreachable');
    assert.match((await row(putOff)).text, /secret-token/);
  } finally {
    await server.close();
  }
});

test('a line break in an address or a subject adds no header', async () => {
  const server = await mailServer(() => null);
  try {
    const id = await queued('ada@example.org\r\nBcc: eve@example.org');
    await server.send({ id }, last);
    assert.doesNotMatch(server.got.join(''), /^Bcc:/m);
  } finally {
    await server.close();
  }
});
