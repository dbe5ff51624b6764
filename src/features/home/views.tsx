import { useWords } from '../../core/messages/index.js';
import { useSurroundings } from '../../core/ui/context.js';
import { Favourites } from '../find/index.js';
import { Blurbs, type DrawnBlurb } from '../works/index.js';

export function HomeView({ works, favourites }: { works: DrawnBlurb[]; favourites: readonly string[] }) {
  const w = useWords();
  const { settings, viewer } = useSurroundings();
  return (
    <>
      <h1>{w.home.welcome(settings.name)}</h1>
      {works.length === 0 ? (
        <div class="empty">
          <p>{w.home.empty}</p>
          {viewer.kind === 'member' ? (
            <>
              <p>{w.home.emptyMember}</p>
              <p>
                <a class="button primary" href="/import">
                  {w.site.import}
                </a>{' '}
                <a class="button" href="/works/new">
                  {w.desk.write}
                </a>
              </p>
            </>
          ) : (
            <p>{w.home.emptyGuest}</p>
          )}
        </div>
      ) : (
        <>
          <Favourites names={favourites} />
          <p>
            <a href="/search">{w.find.search}</a> · <a href="/fandoms">{w.find.browse.fandoms}</a> ·{' '}
            <a href="/tags">{w.find.browse.tags}</a> · <a href="/people">{w.find.browse.people}</a>
          </p>
          <h2>{w.home.newest}</h2>
          <Blurbs works={works} />
          <p>
            <a href="/works">{w.home.all} →</a>
          </p>
        </>
      )}
    </>
  );
}
