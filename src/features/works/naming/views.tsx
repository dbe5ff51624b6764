/** What the pages share on which people are named on a work, and those on which people answer to that. */
import type { ComponentChildren } from 'preact';
import { AppError, type FieldFaults } from '../../../core/errors.js';
import { type Messages, useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import { Choices, Field, Problem } from '../../../core/ui/form.js';
import { WorkDesk } from '../work-desk.js';

export interface NamedWork {
  id: string;
  title: string;
}

/** What came back with a form that was refused, or that must be told who is meant. */
export interface Returned {
  name: string;
  /** Several people of that name. */
  choices: readonly { id: string; name: string }[];
  faults: FieldFaults;
  summary?: string | undefined;
  /** Of the answer, with what else it says, where that is not what a wrong form gets. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

export const NOTHING: Returned = { name: '', choices: [], faults: {} };

/** What a form of names gets back with its page: wrong, or sent too often. */
export const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.status === 422 || error.status === 429);

/** The form as it was typed, with why it was refused. */
export const refused = (error: AppError, name: string): Returned => ({
  ...NOTHING,
  name,
  faults: error.fields,
  summary: error.safe,
  status: error.status,
  headers: error.headers,
});

/** How a page answers that shows such a form. */
export const answered = ({ summary, status, headers = {} }: Returned) => ({
  head: { robots: 'noindex' },
  status: status ?? (summary ? 422 : 200),
  headers: { ...headers },
});

export const Notice = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="notice" role="status">
      {text}
    </p>
  ) : null;

/** A page on which people are named on a work: who is, and a form for one more. */
export function NamesPage({
  work,
  title,
  lead,
  notice,
  returned,
  children,
}: {
  work: NamedWork;
  title: string;
  lead: string;
  notice: string | undefined;
  returned: Returned;
  children: ComponentChildren;
}) {
  return (
    <>
      <WorkDesk {...work} />
      <h1>{title}</h1>
      <Notice text={notice} />
      {returned.summary ? <Problem summary={returned.summary} fields={returned.faults} /> : null}
      <p>{lead}</p>
      {children}
    </>
  );
}

/** Somebody who is named, with what is said of them and what can be done. */
export function NameEntry({
  name,
  about,
  children,
}: {
  name: string;
  about: readonly string[];
  children?: ComponentChildren;
}) {
  const said = about.filter(Boolean);
  return (
    <li>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {said.length > 0 ? <span class="help"> {said.join(' · ')}</span> : null}
      </p>
      {children}
    </li>
  );
}

/** A button that does one thing to one entry. */
export const EntryAct = ({
  action,
  act,
  label,
  of,
  hidden,
}: {
  action: string;
  act: string;
  label: string;
  /** Whose button it is, for those who hear it by itself. */
  of: string;
  hidden: Readonly<Record<string, string>>;
}) => (
  <form method="post" action={action} class="acts">
    {Object.entries(hidden).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    <button type="submit" name="act" value={act} aria-label={`${label}: ${of}`}>
      {label}
    </button>
  </form>
);

/** Asks for a name, and which of several people of it is meant. */
export function NameForm({
  action,
  act,
  words,
  returned,
}: {
  action: string;
  act: string;
  words: { title: string; name: string; help: string; which: string; send: string };
  returned: Returned;
}) {
  const { whoIs } = useWords().creators;
  return (
    <form method="post" action={action} class="form">
      <h2>{words.title}</h2>
      <input type="hidden" name="act" value={act} />
      <Field
        name="name"
        label={words.name}
        help={words.help}
        value={returned.name}
        fault={returned.faults.name}
        required
      />
      {returned.choices.length > 0 ? (
        <Choices
          name="pseud"
          type="radio"
          label={words.which}
          chosen={[]}
          fault={returned.faults.pseud}
          required
          choices={returned.choices.map(({ id, name }) => [id, whoIs(name, id)] as const)}
        />
      ) : null}
      <p>
        <button type="submit" class="primary">
          {words.send}
        </button>
      </p>
    </form>
  );
}

const ASKED: readonly { path: string; name(words: Messages): string }[] = [
  { path: '/my/invitations', name: (w) => w.creators.requests.title },
  { path: '/my/gifts', name: (w) => w.gifts.mine.title },
  { path: '/my/related', name: (w) => w.related.mine.title },
];

/** The pages of what others ask of a person and name them for. */
export function AskedPage({
  title,
  notice,
  fault,
  children,
}: {
  title: string;
  notice: string | undefined;
  fault?: string | undefined;
  children: ComponentChildren;
}) {
  const w = useWords();
  const path = useSurroundings().here.split('?')[0];
  return (
    <>
      <nav class="desks" aria-label={w.creators.requests.nav}>
        <ul>
          {ASKED.map((one) => (
            <li key={one.path}>
              <a href={one.path} aria-current={path === one.path ? 'page' : undefined}>
                {one.name(w)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h1>{title}</h1>
      <Notice text={notice} />
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      {children}
    </>
  );
}

/** Links to the parts of a list, the first of which is the list's own address. */
export function Parts({
  path,
  label,
  parts,
  shown,
}: {
  path: string;
  label: string;
  parts: readonly (readonly [part: string, label: string])[];
  shown: string;
}) {
  return (
    <nav class="desks" aria-label={label}>
      <ul>
        {parts.map(([part, name], i) => (
          <li key={part}>
            <a
              href={i === 0 ? path : `${path}?show=${part}`}
              aria-current={part === shown ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
