/** The archivist's pages: writers who are not here, and one of them with works and link. */
import { useWords } from '../../core/messages/index.js';
import { DeskNav } from '../../core/ui/desks.js';
import { Field, Select } from '../../core/ui/form.js';
import { Pager } from '../../core/ui/pager.js';
import type { Link } from './links.js';
import { CLAIM_STATES, type Writer, type WritersQuery, type WriterWork } from './queries.js';

/** Where the pages stand: an archivist's own writers, or those of all for whoever looks after archivists. */
export interface Desk {
  path: '/archivist' | '/admin/writers';
  own: boolean;
}

function LinkState({ writer, now }: { writer: Writer; now: Date }) {
  const w = useWords();
  const d = w.claims.desk;
  if (!writer.linkUntil) return <>{d.noLink}</>;
  const day = w.day(writer.linkUntil);
  return <>{writer.linkUntil > now ? d.linkUntil(day) : d.linkOver(day)}</>;
}

/** How many works are in each state that any is in. */
function Counts({ writer }: { writer: Writer }) {
  const w = useWords();
  const states = CLAIM_STATES.filter((state) => writer.counts[state] > 0);
  return (
    <>
      {states.map((state) => (
        <span key={state} class="flag">
          {w.number(writer.counts[state])} {w.claims.states[state]}
        </span>
      ))}
    </>
  );
}

function WriterLine({ desk, writer, now }: { desk: Desk; writer: Writer; now: Date }) {
  const w = useWords();
  const d = w.claims.desk;
  return (
    <li>
      <p>
        <a href={`${desk.path}/${writer.id}`}>
          <strong>
            <bdi>{writer.name}</bdi>
          </strong>
        </a>{' '}
        <Counts writer={writer} />
      </p>
      <p class="help">
        {writer.archive ? <>{d.from(writer.archive)} · </> : null}
        {desk.own ? null : <>{writer.archivist ? d.archivist(writer.archivist) : d.noArchivist} · </>}
        <LinkState writer={writer} now={now} />
      </p>
    </li>
  );
}

export interface WritersProps {
  desk: Desk;
  query: WritersQuery;
  writers: readonly Writer[];
  page: number;
  more: boolean;
  now: Date;
}

export function WritersView({ desk, query, writers, page, more, now }: WritersProps) {
  const w = useWords();
  const d = w.claims.desk;
  const asked = query.text !== '' || query.state !== '';
  return (
    <>
      <DeskNav />
      <h1>{d.title}</h1>
      <p>{desk.own ? d.lead : d.leadAll}</p>
      <form method="get" action={desk.path} class="filters">
        <Field name="q" label={d.search} value={query.text} />
        <Select
          name="state"
          label={d.state}
          value={query.state}
          choices={[
            ['', d.anyState],
            ...CLAIM_STATES.map((state) => [state, w.claims.states[state]] as const),
          ]}
        />
        <p>
          <button type="submit">{d.find}</button>
        </p>
      </form>
      {writers.length === 0 ? <p class="empty">{asked ? d.none : d.empty}</p> : null}
      <ul class="entries">
        {writers.map((writer) => (
          <WriterLine key={writer.id} desk={desk} writer={writer} now={now} />
        ))}
      </ul>
      <Pager
        path={`${desk.path}?${new URLSearchParams({ q: query.text, state: query.state })}`}
        page={page}
        more={more}
      />
      {desk.own ? (
        <p>
          <a class="button" href="/import">
            {d.bring}
          </a>
        </p>
      ) : null}
    </>
  );
}

function WorkLine({ work }: { work: WriterWork }) {
  const w = useWords();
  const t = w.claims.writer;
  return (
    <li>
      <p>
        {work.workId ? (
          <a href={`/works/${work.workId}`}>
            <bdi>{work.title || w.works.draft}</bdi>
          </a>
        ) : (
          <bdi>{work.title}</bdi>
        )}{' '}
        <span class="flag">{w.claims.states[work.state]}</span>
        {work.draft ? <span class="flag">{t.draft}</span> : null}
        {work.workId ? null : <span class="flag">{t.gone}</span>}
      </p>
      {work.decidedAt ? <p class="help">{t.decided(w.day(work.decidedAt))}</p> : null}
    </li>
  );
}

function LinkForms({ desk, writer, now }: { desk: Desk; writer: Writer; now: Date }) {
  const w = useWords();
  const t = w.claims.writer;
  const path = `${desk.path}/${writer.id}`;
  return (
    <>
      <p>
        <LinkState writer={writer} now={now} />
      </p>
      {desk.own ? <p class="help">{t.linkHelp}</p> : null}
      <div class="buttons">
        {desk.own ? (
          <form method="post" action={`${path}/link`}>
            <button type="submit">{writer.linkUntil ? t.renew : t.make}</button>
          </form>
        ) : null}
        {desk.own && writer.email ? (
          <form method="post" action={`${path}/send`}>
            <button type="submit">{t.send(writer.email)}</button>
          </form>
        ) : null}
        {writer.linkUntil ? (
          <form method="post" action={`${path}/revoke`}>
            <button type="submit" class="danger">
              {t.revoke}
            </button>
          </form>
        ) : null}
      </div>
    </>
  );
}

export interface WriterProps {
  desk: Desk;
  writer: Writer;
  works: readonly WriterWork[];
  page: number;
  more: boolean;
  now: Date;
  notice?: string | undefined;
  email?: { typed: string; fault: string } | undefined;
}

export function WriterView({ desk, writer, works, page, more, now, notice, email }: WriterProps) {
  const w = useWords();
  const t = w.claims.writer;
  const path = `${desk.path}/${writer.id}`;
  return (
    <>
      <DeskNav />
      <h1>{t.title(writer.name)}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>
        {writer.archive ? <>{w.claims.desk.from(writer.archive)} </> : null}
        <Counts writer={writer} />
      </p>
      <h2>{t.link}</h2>
      <LinkForms desk={desk} writer={writer} now={now} />
      <h2>{t.email}</h2>
      {desk.own ? (
        <form method="post" action={`${path}/email`} class="form">
          <Field
            name="email"
            type="email"
            label={t.email}
            help={t.emailHelp}
            value={email?.typed ?? writer.email ?? ''}
            fault={email?.fault}
          />
          <p>
            <button type="submit">{t.keep}</button>
          </p>
        </form>
      ) : (
        <p>{writer.email ?? t.noEmail}</p>
      )}
      <h2>{t.works}</h2>
      {works.length === 0 ? <p class="empty">{t.none}</p> : null}
      <ul class="entries">
        {works.map((work) => (
          <WorkLine key={work.id} work={work} />
        ))}
      </ul>
      <Pager path={path} page={page} more={more} />
    </>
  );
}

/** The link, this once. */
export function LinkView({ writer, link, address }: { writer: Writer; link: Link; address: string }) {
  const w = useWords();
  const t = w.claims.writer;
  return (
    <>
      <DeskNav />
      <h1>{t.title(writer.name)}</h1>
      <p class="notice" role="status">
        {t.made} {t.until(w.day(link.until))}
      </p>
      <p>
        {t.address}: <code class="handed">{address}</code>
      </p>
      <p>
        <a class="button" href={`/archivist/${writer.id}`}>
          {w.form.back}
        </a>
      </p>
    </>
  );
}
