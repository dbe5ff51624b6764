/** The links from one page on which a work is changed to the others. */
import { type Messages, useWords } from '../../core/messages/index.js';
import { useSurroundings } from '../../core/ui/context.js';

const PAGES: readonly { path: string; name(words: Messages): string }[] = [
  { path: 'edit', name: (w) => w.creators.header },
  { path: 'chapters', name: (w) => w.desk.chapters },
  { path: 'revisions', name: (w) => w.revisions.title },
  { path: 'cover', name: (w) => w.covers.title },
  { path: 'creators', name: (w) => w.creators.title },
  { path: 'gifts', name: (w) => w.gifts.title },
];

export function WorkDesk({ id, title }: { id: string; title: string }) {
  const w = useWords();
  const { here } = useSurroundings();
  const path = here.split('?')[0];
  return (
    <nav class="desks" aria-label={w.creators.nav}>
      <ul>
        <li>
          <a href={`/works/${id}`}>
            <bdi>{title || w.works.draft}</bdi>
          </a>
        </li>
        {PAGES.map((one) => (
          <li key={one.path}>
            <a
              href={`/works/${id}/${one.path}`}
              aria-current={path === `/works/${id}/${one.path}` ? 'page' : undefined}
            >
              {one.name(w)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
