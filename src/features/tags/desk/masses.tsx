/** How far the works are that follow acts on tags: beside the pages, a change of a much used tag takes its time. */
import type { Kysely } from 'kysely';
import { renderToString } from 'preact-render-to-string';
import type { DB } from '../../../core/db/tables.js';
import { type Messages, useWords, WordsProvider } from '../../../core/messages/index.js';
import { namesOf } from './history.js';
import { DESK } from './parts.js';

/** A mass of works that is made findable anew. */
export interface MassChange {
  id: number;
  /** The tags that were changed; null: works of every tag. */
  tags: readonly number[] | null;
  total: number;
  done: number;
  startedAt: Date;
  finishedAt: Date | null;
}

/** The newest first, at most so many. The room that finds works answers. */
export type MassChanges = (db: Kysely<DB>, most: number) => Promise<MassChange[]>;

const LOOKED_AT = 100;
const SHOWN_FOR_MS = 24 * 60 * 60_000;
/** Of finished ones so many. */
const MOST_FINISHED = 10;
/** Of the tags of one change so many are named. */
const MOST_NAMED = 3;

export interface ShownMass extends MassChange {
  names: readonly string[];
  /** Tags that are not named. */
  more: number;
}

/** What goes on, and what was finished within a day. A change that no work had to follow is not in it. */
export async function shownMasses(db: Kysely<DB>, masses: MassChanges, now: Date): Promise<ShownMass[]> {
  const some = (await masses(db, LOOKED_AT)).filter(({ total }) => total > 0);
  const finished = some.filter(
    ({ finishedAt }) => finishedAt !== null && now.getTime() - finishedAt.getTime() < SHOWN_FOR_MS,
  );
  const shown = [
    ...some.filter(({ finishedAt }) => finishedAt === null),
    ...finished.slice(0, MOST_FINISHED),
  ];
  const named = (mass: MassChange) => (mass.tags ?? []).slice(0, MOST_NAMED);
  const names = await namesOf(db, shown.flatMap(named));
  return shown.map((mass) => ({
    ...mass,
    names: named(mass).flatMap((id) => names.get(id) ?? []),
    more: Math.max(0, (mass.tags?.length ?? 0) - MOST_NAMED),
  }));
}

export const isGoing = (masses: readonly ShownMass[]): boolean =>
  masses.some(({ finishedAt }) => finishedAt === null);

function Mass({ mass }: { mass: ShownMass }) {
  const d = useWords().wrangling.desk;
  const { done, total, finishedAt, names, more } = mass;
  const id = `mass-${mass.id}`;
  return (
    <li>
      <p id={id}>
        <bdi>{mass.tags === null ? d.masses.all : names.join(', ')}</bdi>
        {more > 0 ? ` ${d.andMore(more)}` : null}
      </p>
      {finishedAt === null ? <progress aria-labelledby={id} max={total} value={done} /> : null}
      <p class="help">
        {finishedAt === null ? (
          d.masses.going(done, total)
        ) : (
          <>
            {d.masses.finished(total)}{' '}
            <time datetime={finishedAt.toISOString()}>
              {finishedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC
            </time>
          </>
        )}
      </p>
    </li>
  );
}

const MassList = ({ masses }: { masses: readonly ShownMass[] }) => (
  <ul class="entries">
    {masses.map((mass) => (
      <Mass key={mass.id} mass={mass} />
    ))}
  </ul>
);

/** The part of the desk. It looks again by itself: by a script, or without one by reading the page anew. */
export function Masses({ masses }: { masses: readonly ShownMass[] }) {
  const m = useWords().wrangling.desk.masses;
  if (masses.length === 0) return null;
  const going = isGoing(masses);
  return (
    <section aria-labelledby="masses">
      <h2 id="masses">{m.title}</h2>
      {going ? (
        <noscript>
          <meta http-equiv="refresh" content="10" />
        </noscript>
      ) : null}
      <div data-batch-progress={`${DESK}/progress`} data-going={going ? 'yes' : 'no'}>
        <MassList masses={masses} />
      </div>
      {going ? (
        <p>
          <a class="button" href={DESK}>
            {m.again}
          </a>
        </p>
      ) : null}
    </section>
  );
}

/** The same list as HTML, for the script of the page. */
export const massesHtml = (masses: readonly ShownMass[], words: Messages): string =>
  renderToString(
    <WordsProvider value={words}>
      <MassList masses={masses} />
    </WordsProvider>,
  );
