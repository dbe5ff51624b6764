/** Rows of a work's header: what it was made after, and what was made after it. */
import { useWords } from '../../../core/messages/index.js';
import { direction } from '../../../core/text/index.js';
import type { WorkHeader } from '../header.js';
import { languageName } from '../languages.js';
import { isWebAddress } from './links.js';
import { MOST_NAMED, type Related } from './queries.js';

function Makers({ one }: { one: Related }) {
  const w = useWords();
  const { byline } = one;
  if (byline === null) return one.author === '' ? null : <bdi> {w.related.by(one.author)}</bdi>;
  if (byline.anonymous) return <> {w.related.by(w.works.anonymous)}</>;
  const names = [...byline.creators.map(({ name }) => name), ...byline.elsewhere];
  return names.length === 0 ? null : <bdi> {w.related.by(names.join(', '))}</bdi>;
}

/** A title that leads to the work, who made it, and of a translation its language. */
function One({ one, language }: { one: Related; language: boolean }) {
  const w = useWords();
  const title = one.title || w.works.draft;
  const of = { lang: one.language || undefined, dir: direction(one.language, one.title) };
  const url = one.url !== null && isWebAddress(one.url) ? one.url : null;
  return (
    <li>
      {one.id !== null ? (
        <a href={`/works/${one.id}`} {...of}>
          {title}
        </a>
      ) : url !== null ? (
        <a href={url} rel="nofollow noopener noreferrer external" {...of}>
          {title}
        </a>
      ) : (
        <span {...of}>{title}</span>
      )}
      <Makers one={one} />
      {language && one.language !== '' ? (
        <>
          {' ('}
          <span lang={one.language}>{languageName(one.language)}</span>)
        </>
      ) : null}
    </li>
  );
}

function Row({
  label,
  list,
  language,
  all,
}: {
  label: string;
  list: readonly Related[];
  language: boolean;
  all?: string | undefined;
}) {
  const w = useWords();
  if (list.length === 0) return null;
  return (
    <div class="row">
      <dt>{label}</dt>
      <dd>
        <ul class="related">
          {list.map((one) => (
            <One key={one.id ?? one.url} one={one} language={language} />
          ))}
          {all ? (
            <li>
              <a href={all}>{w.related.all}</a>
            </li>
          ) : null}
        </ul>
      </dd>
    </div>
  );
}

export function RelatedRows({ work }: { work: WorkHeader }) {
  const r = useWords().related;
  const of = (list: readonly Related[], translation: boolean) =>
    list.filter((one) => one.translation === translation);
  const named = work.children.slice(0, MOST_NAMED);
  const all = work.children.length > named.length ? `/works/${work.id}/related` : undefined;
  const inspired = of(named, false);
  return (
    <>
      <Row label={r.translationOf} list={of(work.parents, true)} language />
      <Row label={r.inspiredBy} list={of(work.parents, false)} language={false} />
      <Row
        label={r.translations}
        list={of(named, true)}
        language
        all={inspired.length === 0 ? all : undefined}
      />
      <Row label={r.inspired} list={inspired} language={false} all={all} />
    </>
  );
}
