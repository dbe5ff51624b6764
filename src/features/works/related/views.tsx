/** What a work was made after and what was made after it, on its page; and the answers of those whose work was named. */
import { useWords } from '../../../core/messages/index.js';
import { direction } from '../../../core/text/index.js';
import { Pager } from '../../../core/ui/pager.js';
import type { DrawnBlurb } from '../blurb.js';
import { BlurbEntries } from '../gifts/views.js';
import { AskedPage, EntryAct, Parts } from '../naming/views.js';
import type { AskedLink, AskedState } from './asked.js';
import { ASKED_STATES } from './asked.js';

export interface ShownLink extends AskedLink {
  drawn: DrawnBlurb;
}

/** What can be done with a link in each state. */
function Acts({ link, state }: { link: ShownLink; state: AskedState }) {
  const m = useWords().related.mine;
  const acts: readonly (readonly [act: string, label: string])[] =
    state === 'approved'
      ? [['refuse', m.back]]
      : state === 'refused'
        ? [['approve', m.approve]]
        : [
            ['approve', m.approve],
            ['refuse', m.refuse],
          ];
  return (
    <div class="acts">
      {acts.map(([act, label]) => (
        <EntryAct
          key={act}
          action="/my/related"
          act={act}
          label={label}
          of={link.title}
          hidden={{ link: link.id, show: state }}
        />
      ))}
    </div>
  );
}

export function MyRelatedView({
  links,
  state,
  total,
  page,
  last,
  notice,
}: {
  links: readonly ShownLink[];
  state: AskedState;
  total: number;
  page: number;
  last: number;
  notice: string | undefined;
}) {
  const w = useWords();
  const m = w.related.mine;
  return (
    <AskedPage title={m.title} notice={notice}>
      <p>{m.lead}</p>
      <Parts
        path="/my/related"
        label={m.show}
        shown={state}
        parts={ASKED_STATES.map((one) => [one, m[one]] as const)}
      />
      <h2 class="count">{w.works.count(total)}</h2>
      {links.length === 0 ? <p class="empty">{m.none[state]}</p> : null}
      <BlurbEntries entries={links}>
        {(link) => (
          <>
            <p>
              <bdi>{(link.translation ? m.translation : m.inspired)(link.parentTitle || w.works.draft)}</bdi>
            </p>
            <Acts link={link} state={state} />
          </>
        )}
      </BlurbEntries>
      <Pager
        path={state === 'waiting' ? '/my/related' : `/my/related?show=${state}`}
        page={page}
        last={last}
      />
      <p class="help">
        <a href="/account/preferences">{m.never}</a>
      </p>
    </AskedPage>
  );
}

export function RelatedPage({
  work,
  works,
  page,
  last,
}: {
  work: { id: string; title: string; language: string };
  works: readonly { drawn: DrawnBlurb; translation: boolean }[];
  page: number;
  last: number;
}) {
  const w = useWords();
  const r = w.related;
  const translations = works.filter(({ translation }) => translation);
  const inspired = works.filter(({ translation }) => !translation);
  return (
    <>
      <h1>{r.ofWork(work.title || w.works.draft)}</h1>
      <p>
        <a href={`/works/${work.id}`} lang={work.language} dir={direction(work.language, work.title)}>
          {work.title || w.works.draft}
        </a>
      </p>
      {works.length === 0 ? <p class="empty">{r.noneYet}</p> : null}
      {translations.length > 0 ? (
        <>
          <h2>{r.translations}</h2>
          <BlurbEntries entries={translations} />
        </>
      ) : null}
      {inspired.length > 0 ? (
        <>
          <h2>{r.inspired}</h2>
          <BlurbEntries entries={inspired} />
        </>
      ) : null}
      <Pager path={`/works/${work.id}/related`} page={page} last={last} />
    </>
  );
}
