import { useWords } from '../../../core/messages/index.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import { Prose } from '../../../core/ui/html.js';
import { Pager } from '../../../core/ui/pager.js';
import { Blurbs, type DrawnBlurb } from '../../works/index.js';
import { LIMITS } from '../limits.js';
import type { SentForm } from '../query/compose.js';
import type { Note } from '../query/resolve.js';
import type { Fault } from '../query/syntax.js';
import { KeepSearch } from '../saved/views.js';
import { liftedAddress, listAddress } from './address.js';
import { QueryBox } from './box.js';
import { Applied, type AppliedFilter } from './chips.js';
import { type Marks, WorkFoot } from './marks.js';
import type { Scope } from './page.js';
import { FilterForm, type FormFaults } from './sidebar.js';
import type { Sidebar } from './sidebar-model.js';

/** A list without one of its filters, and how many works it would hold. */
export interface Loosened extends AppliedFilter {
  count: number;
}

export interface Found {
  works: DrawnBlurb[];
  marks: Marks;
  /** Of works whose chapters hold the words that were asked for. */
  snippets: ReadonlyMap<number, SafeHtml>;
  /** The list as a search of all works; empty of all works. */
  asSearch: string;
  /** The filters have no counts: those come at this address, or took too long even there. Null: they have. */
  uncounted: { href: string } | 'tooSlow' | null;
  total: number;
  /** Left out by the reader's own filters; none while those are lifted. */
  hidden: number;
  lifted: boolean;
  number: number;
  last: number;
  pageSize: number;
  chips: readonly AppliedFilter[];
  loosened: readonly Loosened[];
  notes: readonly Note[];
}

function Notes({ notes }: { notes: readonly Note[] }) {
  const w = useWords();
  return (
    <>
      {notes.map(({ key, word }) => (
        <p key={key + word} class="notice">
          {w.find.notes[key](word)}
        </p>
      ))}
    </>
  );
}

/** Nothing matches: which filter to take away, and what that would give back. */
function Nothing({ found, empty }: { found: Found; empty: string }) {
  const w = useWords();
  if (found.chips.length === 0) return <p class="empty">{empty}</p>;
  return (
    <div class="empty">
      <h2>{w.find.none}</h2>
      {found.loosened.length > 0 ? (
        <>
          <p>{w.find.loosen}</p>
          <ul class="loosen">
            {found.loosened.map(({ words, href, count }) => (
              <li key={href}>
                <a href={href} rel="nofollow">
                  {w.find.without1(words)}
                </a>
                : {w.works.count(count)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** What one's own filters leave out, and the way to see it. */
function Hidden({ found, address }: { found: Found; address: string }) {
  const w = useWords();
  const { mine } = w.find;
  if (found.hidden === 0 && !found.lifted) return null;
  return (
    <p class="hidden-works">
      {found.lifted ? mine.lifted : mine.hidden(found.hidden)}{' '}
      {found.lifted ? (
        <a href={address}>{mine.lower}</a>
      ) : (
        <a href={liftedAddress(address)} rel="nofollow">
          {mine.lift}
        </a>
      )}{' '}
      · <a href="/account/filters">{mine.edit}</a>
    </p>
  );
}

/** Where a chapter holds the words. */
const Snippet = ({ html }: { html: SafeHtml | undefined }) =>
  html ? <Prose html={html} as="p" class="snippet" dir="auto" /> : null;

function Works({ found, scope, text }: { found: Found; scope: Scope; text: string }) {
  const w = useWords();
  const { works, total, number, last, pageSize } = found;
  const address = listAddress(scope.path, text);
  if (total === 0)
    return (
      <>
        <Hidden found={found} address={address} />
        <Nothing found={found} empty={scope.empty} />
      </>
    );
  return (
    <>
      <h2 class="count">{w.works.count(total)}</h2>
      <Hidden found={found} address={address} />
      <form method="get" action="/works/random" class="random">
        <input type="hidden" name="q" value={found.asSearch} />
        <button type="submit" class="quiet">
          {w.find.browse.random}
        </button>
      </form>
      {works.length > 0 ? (
        <Blurbs
          works={works}
          start={(number - 1) * pageSize + 1}
          after={(key) => (
            <>
              <Snippet html={found.snippets.get(key)} />
              <WorkFoot marks={found.marks.get(key)} />
            </>
          )}
        />
      ) : null}
      {number === last && total > LIMITS.reachable ? (
        <p class="notice">{w.find.beyond(LIMITS.reachable)}</p>
      ) : null}
      <Pager path={found.lifted ? liftedAddress(address) : address} page={number} last={last} />
    </>
  );
}

/** A script puts the counts into the form, and says so here. */
function Uncounted({ uncounted }: { uncounted: { href: string } | 'tooSlow' }) {
  const w = useWords();
  if (uncounted === 'tooSlow') return <p class="help">{w.find.uncounted}</p>;
  return (
    <p class="help facets-later" role="status" data-counted={w.find.counted}>
      <a href={uncounted.href} rel="nofollow">
        {w.find.countFilters}
      </a>
    </p>
  );
}

export function ListingView(props: {
  scope: Scope;
  text: string;
  fault: Fault | null;
  form: SentForm;
  faults: FormFaults;
  sidebar: Sidebar;
  /** Null where the query can't be read. */
  found: Found | null;
}) {
  const w = useWords();
  const { viewer } = useSurroundings();
  const { scope, text, fault, form, faults, sidebar, found } = props;
  const inUse = found?.chips.length ?? 0;
  return (
    <div class="listing">
      <div class="listing-head">
        {scope.head}
        <QueryBox
          path={scope.path}
          text={text}
          fault={fault}
          label={scope.isSearch ? w.find.searchTitle : w.find.within}
        />
        {found ? <Applied filters={found.chips} path={scope.path} /> : null}
        {found ? <Notes notes={found.notes} /> : null}
        {found?.asSearch && viewer.kind === 'member' ? <KeepSearch query={found.asSearch} /> : null}
      </div>
      <details class="filter-panel" open={!fault && Object.keys(faults).length > 0}>
        <summary>{inUse > 0 ? w.find.filtersOn(inUse) : w.find.filters}</summary>
        {found?.uncounted ? <Uncounted uncounted={found.uncounted} /> : null}
        <FilterForm path={scope.path} form={form} faults={faults} sidebar={sidebar} />
      </details>
      <div class="listing-works">{found ? <Works found={found} scope={scope} text={text} /> : null}</div>
    </div>
  );
}
