/** Steps that the tests of many works at once share. */
import assert from 'node:assert/strict';
import { send } from '../../../../../test/security/client.js';
import type { TestApp } from '../../../../../test/support/app.js';
import type { TestPerson } from '../../../../../test/support/factories.js';
import { newId } from '../../../../core/ids.js';

export function bulkSteps({ app, origin }: Pick<TestApp, 'app' | 'origin'>) {
  const words = (text: string): string => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const get = (path: string, by: TestPerson) => send(origin, path, { cookie: by.cookie });
  const post = (path: string, form: Record<string, string> | [string, string][], by: TestPerson) =>
    send(origin, path, { form, cookie: by.cookie });

  /** Chooses works, up to the page of the change. */
  async function choose(by: TestPerson, ids: readonly string[], act = 'edit'): Promise<string> {
    const answer = await post(
      '/my/works/edit',
      [['act', act], ...ids.map((id): [string, string] => ['work', id])],
      by,
    );
    assert.equal(answer.status, 303, answer.text);
    return String(answer.headers.location);
  }

  async function addPseud(by: TestPerson, name: string): Promise<string> {
    const id = newId();
    await app.db
      .insertInto('pseuds')
      .values({
        public_id: id,
        account_id: by.viewer.accountId,
        name,
        name_key: name.toLowerCase(),
        is_default: false,
        created_at: app.clock.now(),
      })
      .execute();
    return id;
  }

  const workOf = (key: number) =>
    app.db.selectFrom('works').selectAll().where('id', '=', key).executeTakeFirst();

  const tagsOf = async (key: number): Promise<string[]> =>
    (
      await app.db
        .selectFrom('work_tags')
        .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
        .where('work_id', '=', key)
        .select('tags.name')
        .orderBy('work_tags.position')
        .execute()
    ).map(({ name }) => name);

  return { words, get, post, choose, addPseud, workOf, tagsOf };
}
