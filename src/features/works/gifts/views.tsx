import type { ComponentChildren } from 'preact';
import { useWords } from '../../../core/messages/index.js';
import { Pager } from '../../../core/ui/pager.js';
import { Blurbs, type DrawnBlurb } from '../blurb.js';
import {
  AskedPage,
  EntryAct,
  type NamedWork,
  NameEntry,
  NameForm,
  NamesPage,
  Parts,
  type Returned,
} from '../naming/views.js';
import type { DeskGift } from './queries.js';

export function GiftsView({
  work,
  gifts,
  notice,
  returned,
}: {
  work: NamedWork;
  gifts: readonly DeskGift[];
  notice: string | undefined;
  returned: Returned;
}) {
  const g = useWords().gifts;
  const path = `/works/${work.id}/gifts`;
  return (
    <NamesPage work={work} title={g.title} lead={g.lead} notice={notice} returned={returned}>
      {gifts.length === 0 ? <p class="empty">{g.none}</p> : null}
      <ol class="entries">
        {gifts.map((gift) => (
          <NameEntry
            key={gift.id}
            name={gift.name}
            about={[gift.member ? g.member : '', gift.refused ? g.refused : '']}
          >
            {gift.refused ? null : (
              <EntryAct
                action={path}
                act="back"
                label={g.takeBack}
                of={gift.name}
                hidden={{ gift: gift.id }}
              />
            )}
          </NameEntry>
        ))}
      </ol>
      <NameForm
        action={path}
        act="give"
        words={{ title: g.give, name: g.name, help: g.nameHelp, which: g.which, send: g.send }}
        returned={returned}
      />
    </NamesPage>
  );
}

/** Works as lists show them, each with what can be done. */
export function BlurbEntries<T extends { drawn: DrawnBlurb }>({
  entries,
  children,
}: {
  entries: readonly T[];
  children?: (entry: T) => ComponentChildren;
}) {
  return (
    <div class="blurb-entries">
      {entries.map((entry) => (
        <section key={entry.drawn.key}>
          <Blurbs works={[entry.drawn]} />
          {children?.(entry)}
        </section>
      ))}
    </div>
  );
}

export interface ShownGift {
  workId: string;
  title: string;
  drawn: DrawnBlurb;
}

export function MyGiftsView({
  gifts,
  refused,
  total,
  page,
  last,
  notice,
}: {
  gifts: readonly ShownGift[];
  /** Those that were refused are shown, not those that were taken. */
  refused: boolean;
  total: number;
  page: number;
  last: number;
  notice: string | undefined;
}) {
  const w = useWords();
  const m = w.gifts.mine;
  const [act, label] = refused ? ['take', m.take] : ['refuse', m.refuse];
  return (
    <AskedPage title={m.title} notice={notice}>
      <Parts
        path="/my/gifts"
        label={m.show}
        shown={refused ? 'refused' : 'taken'}
        parts={[
          ['taken', m.taken],
          ['refused', m.refused],
        ]}
      />
      <h2 class="count">{w.works.count(total)}</h2>
      {gifts.length === 0 ? (
        <p class="empty">{refused ? m.noneRefused : m.none}</p>
      ) : (
        <p class="help">{refused ? m.refusedLead : m.lead}</p>
      )}
      <BlurbEntries entries={gifts}>
        {({ workId, title }) => (
          <EntryAct action="/my/gifts" act={act} label={label} of={title} hidden={{ work: workId }} />
        )}
      </BlurbEntries>
      <Pager path={refused ? '/my/gifts?show=refused' : '/my/gifts'} page={page} last={last} />
    </AskedPage>
  );
}
