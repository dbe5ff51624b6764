/** The pages of staff: each with the right that opens it. A room that has such a page adds a line here. */
import { type Messages, useWords } from '../messages/index.js';
import { may, type Right } from '../rights.js';
import type { Viewer } from '../viewer.js';
import { useSurroundings } from './context.js';

interface Desk {
  path: string;
  right: Right;
  name(words: Messages): string;
}

const DESKS: readonly Desk[] = [
  { path: '/admin', right: 'change-settings', name: (w) => w.staff.desks.settings },
  { path: '/admin/invitations', right: 'invite-people', name: (w) => w.joining.desk.title },
  { path: '/archivist', right: 'import-for-others', name: (w) => w.claims.desk.title },
  { path: '/admin/writers', right: 'see-external-writers', name: (w) => w.staff.desks.writers },
  { path: '/admin/people', right: 'find-people', name: (w) => w.staff.desks.people },
  { path: '/wrangling', right: 'wrangle-tags', name: (w) => w.wrangling.desk.title },
  { path: '/admin/letters', right: 'read-letters', name: (w) => w.letters.title },
  { path: '/admin/log', right: 'read-staff-log', name: (w) => w.staff.desks.log },
];

/** Those that this viewer may open. */
export const desksOf = (viewer: Viewer): Desk[] => DESKS.filter(({ right }) => may(viewer, right));

/** The links from one desk to the others; nothing for whoever has only one. */
export function DeskNav() {
  const w = useWords();
  const { viewer, here } = useSurroundings();
  const desks = desksOf(viewer);
  if (desks.length < 2) return null;
  return (
    <nav class="desks" aria-label={w.staff.desks.label}>
      <ul>
        {desks.map(({ path, name }) => (
          <li key={path}>
            <a href={path} aria-current={here.split('?')[0] === path ? 'page' : undefined}>
              {name(w)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
