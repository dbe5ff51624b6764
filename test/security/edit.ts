import assert from 'node:assert/strict';
import { send } from './client.js';
import { fieldsOf } from './fields.js';

/** Sends the form that edits a work as it was shown to this person, with these changes. @throws when it is refused. */
export async function editWork(
  origin: string,
  id: string,
  change: Readonly<Record<string, string>>,
  cookie: string,
): Promise<void> {
  const path = `/works/${id}/edit`;
  const shown = await send(origin, path, { cookie });
  assert.equal(shown.status, 200);
  const kept = fieldsOf(shown.text, path).filter(([name]) => !(name in change));
  const answer = await send(origin, path, { cookie, form: [...kept, ...Object.entries(change)] });
  assert.equal(answer.status, 303, String(/role="alert".*?<\/div>/s.exec(answer.text)));
}
