/** The former texts of a work's chapters, after an import replaced them: to look at, to put back, to let go. */
import type { App } from '../../core/app.js';
import { notFound } from '../../core/errors.js';
import { type Answer, type MemberAsk, members, page, type Route, redirect } from '../../core/http/route.js';
import { useWords } from '../../core/messages/index.js';
import { Prose } from '../../core/ui/html.js';
import { workHeader } from './queries.js';
import { letGo, putBack, type Replaced, replacedOf } from './replaced.js';

function Former({ workId, former }: { workId: string; former: Replaced }) {
  const words = useWords();
  const w = words.works.replaced;
  return (
    <li>
      <h2>
        <bdi>{former.title || words.works.chapter(former.position)}</bdi>
      </h2>
      <p class="help">{w.was(former.position, former.words, words.day(former.replacedAt))}</p>
      <details>
        <summary>{w.text}</summary>
        <Prose html={former.html} class="prose" />
      </details>
      <form method="post" action={`/works/${workId}/replaced`} class="buttons">
        <input type="hidden" name="former" value={former.id} />
        <button type="submit" name="act" value="back">
          {w.back}
        </button>{' '}
        <button type="submit" name="act" value="go" class="danger">
          {w.letGo}
        </button>
      </form>
    </li>
  );
}

function ReplacedPage({
  work,
  formers,
  notice,
}: {
  work: { id: string; title: string };
  formers: Replaced[];
  notice: string | undefined;
}) {
  const words = useWords();
  const w = words.works.replaced;
  return (
    <>
      <h1>{w.title(work.title || words.works.draft)}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>{formers.length > 0 ? w.lead : w.none}</p>
      <ol class="replaced">
        {formers.map((former) => (
          <Former key={former.id} workId={work.id} former={former} />
        ))}
      </ol>
      <form method="post" action={`/works/${work.id}/replaced`} class="buttons">
        <a class="button primary" href={`/works/${work.id}`}>
          {w.toWork}
        </a>{' '}
        {formers.length > 1 ? (
          <button type="submit" name="act" value="all" class="danger">
            {w.letAllGo}
          </button>
        ) : null}
      </form>
    </>
  );
}

async function ownWork(app: App, ask: MemberAsk) {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work?.byline.own) throw notFound();
  return work;
}

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const work = await ownWork(app, ask);
  const formers = await replacedOf(app.db, ask.viewer, work.id);
  const w = ask.words.works.replaced;
  const notice = ask.query.has('updated') ? w.updated : ask.query.has('done') ? w.done : undefined;
  return page(w.title(work.title), <ReplacedPage work={work} formers={formers} notice={notice} />);
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const work = await ownWork(app, ask);
  const former = ask.form.text('former');
  switch (ask.form.text('act')) {
    case 'back':
      await putBack(app.db, ask.viewer, work.id, former, ask.now);
      break;
    case 'go':
      await letGo(app.db, ask.viewer, work.id, former);
      break;
    case 'all':
      await letGo(app.db, ask.viewer, work.id);
      break;
    default:
      throw notFound();
  }
  return redirect(`/works/${work.id}/replaced?done`);
}

export const replacedRoutes = (app: App): Route[] => [
  members('GET', '/works/:id/replaced', (ask) => show(app, ask)),
  members('POST', '/works/:id/replaced', (ask) => change(app, ask)),
];
