import { useWords } from '../../core/messages/index.js';
import { useSurroundings } from '../../core/ui/context.js';
import { Blurbs, type DrawnBlurb } from '../works/index.js';

export function HomeView({ works }: { works: DrawnBlurb[] }) {
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
