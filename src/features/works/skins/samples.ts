/** Texts on which a skin is tried: one that holds a bit of everything, or a work of one's own. */
import type { Kysely } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import type { MemberAsk } from '../../../core/http/route.js';
import { direction, fromStore } from '../../../core/text/index.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';
import type { Shown } from './views.js';

const SAMPLE = `<h3>A heading</h3>
<p>The lamp went out at nine, and <em>nobody</em> in the harbour <strong>noticed</strong>. “Is that <a href="/works">a link</a>?” asked Ada, <span class="example">in a span of the class example</span>.</p>
<blockquote><p>A letter, or something that somebody said long ago.</p></blockquote>
<hr>
<ul><li>rope</li><li>oil</li></ul>
<ol><li>down the stairs</li><li>up again</li></ol>
<p class="example">A paragraph of the class example, with <code>code</code>, <u>underlined</u>, <s>struck</s> and <small>small</small> words.</p>
<table><tr><th>Day</th><th>Lamp</th></tr><tr><td>Monday</td><td>out</td></tr></table>
<details><summary>More</summary><p>What was folded.</p></details>`;

const MOST_WORKS = 50;

/** Works of one's own, the one that was changed last first. */
export const worksToTry = (db: Kysely<DB>, viewer: Member): Promise<{ id: string; title: string }[]> =>
  visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .select(['works.public_id as id', 'works.title'])
    .orderBy('works.changed_at', 'desc')
    .orderBy('works.id', 'desc')
    .limit(MOST_WORKS)
    .execute();

/** The first chapter of a work of one's own; the sample when there is none of that id. */
export async function sampleText(app: App, ask: MemberAsk, workId: string): Promise<Shown> {
  const chapter = await visible(app.db, ask.viewer)
    .where((eb) => createdBy(eb, ask.viewer.accountId))
    .innerJoin('chapters', 'chapters.work_id', 'works.id')
    .where('works.public_id', '=', workId)
    .orderBy('chapters.position')
    .select(['chapters.html', 'works.language'])
    .executeTakeFirst();
  if (chapter)
    return {
      html: fromStore(chapter.html),
      lang: chapter.language,
      dir: direction(chapter.language),
      on: workId,
    };
  const { html } = await app.sanitiser.sanitise(SAMPLE);
  return { html, lang: 'en', dir: 'ltr', on: '' };
}
