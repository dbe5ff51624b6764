/** The page on which staff find people. */
import { useWords } from '../../core/messages/index.js';
import { may } from '../../core/rights.js';
import { DeskNav } from '../../core/ui/desks.js';
import { Day } from '../../core/ui/figures.js';
import { Field, Select } from '../../core/ui/form.js';
import { Pager } from '../../core/ui/pager.js';
import { type Member, ROLES } from '../../core/viewer.js';
import type { FoundPerson, PeopleQuery } from '../people/index.js';
import { STANDINGS } from './people-form.js';

export const PEOPLE_PATH = '/admin/people';

/** Roles and standing, as flags behind the name. */
export function Flags({ person }: { person: FoundPerson }) {
  const w = useWords();
  const { standing } = person;
  return (
    <>
      {ROLES.filter((role) => person.roles.includes(role)).map((role) => (
        <span key={role} class="flag">
          {w.staff.roles[role]}
        </span>
      ))}
      {standing.kind === 'suspended' ? (
        <span class="flag">{w.staff.people.suspendedUntil(w.day(standing.until))}</span>
      ) : null}
      {standing.kind === 'banned' ? <span class="flag">{w.staff.people.banned}</span> : null}
    </>
  );
}

export const PenNames = ({ person }: { person: FoundPerson }) => (
  <>
    {person.pseuds.map(({ id, name }, i) => (
      <>
        {i > 0 ? ', ' : ''}
        <bdi key={id}>{name}</bdi>
      </>
    ))}
  </>
);

export interface PeopleProps {
  viewer: Member;
  query: PeopleQuery;
  people: readonly FoundPerson[];
  page: number;
  more: boolean;
}

export function PeopleView({ viewer, query, people, page, more }: PeopleProps) {
  const w = useWords();
  const p = w.staff.people;
  const filters = new URLSearchParams({ q: query.text, role: query.role, standing: query.standing });
  return (
    <>
      <DeskNav />
      <h1>{p.title}</h1>
      <form method="get" action={PEOPLE_PATH} class="filters">
        <Field name="q" label={may(viewer, 'see-emails') ? p.searchMail : p.search} value={query.text} />
        <Select
          name="role"
          label={p.role}
          value={query.role}
          choices={[['', p.anyRole], ...ROLES.map((role) => [role, w.staff.roles[role]] as const)]}
        />
        <Select
          name="standing"
          label={p.standing}
          value={query.standing}
          choices={[['', p.anyStanding], ...STANDINGS.map((kind) => [kind, p.standings[kind]] as const)]}
        />
        <p>
          <button type="submit">{p.find}</button>
        </p>
      </form>
      {people.length === 0 ? <p class="empty">{p.none}</p> : null}
      <ul class="entries">
        {people.map((person) => (
          <li key={person.publicId}>
            <p>
              <a href={`${PEOPLE_PATH}/${person.publicId}`}>
                <strong>{person.login}</strong>
              </a>{' '}
              <Flags person={person} />
            </p>
            <p class="help">
              <PenNames person={person} />
              {person.email ? ` · ${person.email}` : ''} · {p.joined} <Day date={person.joined} />
            </p>
          </li>
        ))}
      </ul>
      <Pager path={`${PEOPLE_PATH}?${filters}`} page={page} more={more} />
    </>
  );
}
