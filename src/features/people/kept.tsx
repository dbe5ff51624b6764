/** Forms that a browser sent when its session had ended, for whoever logs in with it. */
import type { App } from '../../core/app.js';
import { dropKept, type KeptForm, keptForms, noKept } from '../../core/http/kept-forms.js';
import { type Answer, type MemberAsk, members, page, type Route, redirect } from '../../core/http/route.js';
import { useWords } from '../../core/messages/index.js';

/** Longer values and those of several lines are shown; the others are sent along. */
const isText = (value: string): boolean => value.length > 60 || value.includes('\n');

const withKept = ({ path, id }: KeptForm): string => `${path.split('?')[0]}?kept=${id}`;

function KeptItem({ kept, timeZone }: { kept: KeptForm; timeZone: string }) {
  const w = useWords();
  const k = w.keeping.kept;
  // The long texts of the archive's forms are a work's; a field of any other name is called as it is.
  const labels: Record<string, string> = {
    summary: w.works.form.summary,
    startNotes: w.works.form.startNotes,
    endNotes: w.works.form.endNotes,
    text: w.desk.text,
  };
  const fields = kept.form.names().flatMap((name) => kept.form.all(name).map((value) => ({ name, value })));
  return (
    <section>
      <h2>{k.sent(kept.keptAt, timeZone)}</h2>
      <form method="post" action={kept.path} class="form">
        <input type="hidden" name="kept" value={kept.id} />
        {fields.map(({ name, value }, i) =>
          isText(value) ? (
            <div class="field" key={`${name}-${i}`}>
              <label for={`${kept.id}-${i}`}>{labels[name] ?? name}</label>
              <textarea id={`${kept.id}-${i}`} name={name} rows={8} dir="auto">
                {`\n${value}`}
              </textarea>
            </div>
          ) : (
            <input key={`${name}-${i}`} type="hidden" name={name} value={value} />
          ),
        )}
        <p class="buttons">
          {kept.refills ? (
            <a class="button primary" href={withKept(kept)}>
              {k.back}
            </a>
          ) : (
            <button type="submit" class="primary">
              {k.send}
            </button>
          )}
          <button type="submit" formaction="/kept" name="drop" value={kept.id}>
            {k.drop}
          </button>
        </p>
      </form>
    </section>
  );
}

function KeptView({
  list,
  timeZone,
  notice,
}: {
  list: readonly KeptForm[];
  timeZone: string;
  notice?: string | undefined;
}) {
  const k = useWords().keeping.kept;
  return (
    <section class="apart">
      <h1>{k.title}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>{list.length > 0 ? k.lead : k.none}</p>
      {list.map((kept) => (
        <KeptItem key={kept.id} kept={kept} timeZone={timeZone} />
      ))}
    </section>
  );
}

/** A single form whose page shows it filled in is shown there at once. */
async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const list = await keptForms(app.db, ask.viewer, ask.cookies, ask.now);
  const [only] = list;
  if (list.length === 1 && only?.refills && !ask.query.has('all')) return redirect(withKept(only));
  const { kept } = ask.words.keeping;
  return page(
    kept.title,
    <KeptView
      list={list}
      timeZone={ask.settings.timeZone}
      notice={ask.query.has('dropped') ? kept.dropped : undefined}
    />,
    { head: { robots: 'noindex' }, ...(list.length === 0 ? { cookies: [noKept] } : {}) },
  );
}

async function drop(app: App, ask: MemberAsk): Promise<Answer> {
  await dropKept(app.db, ask.viewer, ask.form.text('drop'));
  return redirect('/kept?all&dropped');
}

export const keptRoutes = (app: App): Route[] => [
  members('GET', '/kept', (ask) => show(app, ask)),
  members('POST', '/kept', (ask) => drop(app, ask), { does: 'nothing' }),
];
