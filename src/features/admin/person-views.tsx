/** One person as staff see them, with what this member of staff may do. */
import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { may } from '../../core/rights.js';
import { DeskNav } from '../../core/ui/desks.js';
import { Day } from '../../core/ui/figures.js';
import { Field, Problem, Select, TextArea } from '../../core/ui/form.js';
import { type Member, ROLES, type Role } from '../../core/viewer.js';
import { type AccountNote, type FoundPerson, mayActOn, mayChangeRole } from '../people/index.js';
import { Flags, PEOPLE_PATH, PenNames } from './people-views.js';

export interface PersonProps {
  viewer: Member;
  person: FoundPerson;
  notes: readonly AccountNote[];
  done: boolean;
  /** The form that failed, with what was typed. */
  failed?: { act: string; values: Record<string, string>; faults: FieldFaults; summary: string };
}

type Act = 'role' | 'note' | 'warn' | 'suspend' | 'unsuspend' | 'ban' | 'unban';

const actPath = (person: FoundPerson, act: Act): string => `${PEOPLE_PATH}/${person.publicId}/${act}`;

/** A form under a heading of its own, folded until it is wanted or came back. */
function ActForm({
  props,
  act,
  title,
  help,
  button,
  days,
}: {
  props: PersonProps;
  act: Act;
  title: string;
  help: string;
  button: string;
  days?: boolean;
}) {
  const w = useWords();
  const failed = props.failed?.act === act ? props.failed : undefined;
  return (
    <details open={failed !== undefined}>
      <summary>{title}</summary>
      <form method="post" action={actPath(props.person, act)} class="form">
        {failed ? <Problem summary={failed.summary} fields={{}} /> : null}
        <p>{help}</p>
        {days ? (
          <Field
            name="days"
            id={`${act}-days`}
            label={w.staff.person.days}
            help={w.staff.person.daysHelp}
            value={failed?.values.days ?? '7'}
            fault={failed?.faults.days}
            required
          />
        ) : null}
        <TextArea
          name="why"
          id={`${act}-why`}
          rows={3}
          label={w.staff.person.words}
          value={failed?.values.why ?? ''}
          fault={failed?.faults.why}
          required
        />
        <p>
          <button type="submit" class={act === 'ban' ? 'danger' : undefined}>
            {button}
          </button>
        </p>
      </form>
    </details>
  );
}

/** A button that takes something back, with nothing to fill in. */
const Lift = ({ person, act, label }: { person: FoundPerson; act: Act; label: string }) => (
  <form method="post" action={actPath(person, act)}>
    <p>
      <button type="submit">{label}</button>
    </p>
  </form>
);

function RolesForm({ props }: { props: PersonProps }) {
  const w = useWords();
  const { person, viewer, failed } = props;
  const p = w.staff.person;
  const mine = ROLES.filter((role) => mayChangeRole(viewer, role, person));
  if (mine.length === 0) return null;
  const back = failed?.act === 'role' ? failed : undefined;
  return (
    <form method="post" action={actPath(person, 'role')} class="form">
      {back ? <Problem summary={back.summary} fields={{}} /> : null}
      <Select
        name="role"
        label={p.role}
        value={back?.values.role ?? mine.at(-1) ?? ''}
        fault={back?.faults.role}
        choices={mine.map((role): [Role, string] => [role, w.staff.roles[role]])}
      />
      <Field name="why" id="role-why" label={p.why} help={p.whyLog} value={back?.values.why ?? ''} />
      <p class="buttons">
        <button type="submit" name="do" value="give">
          {p.give}
        </button>{' '}
        <button type="submit" name="do" value="take">
          {p.take}
        </button>
      </p>
    </form>
  );
}

function Notes({ notes }: { notes: readonly AccountNote[] }) {
  const w = useWords();
  const p = w.staff.person;
  if (notes.length === 0) return <p class="empty">{p.noNotes}</p>;
  return (
    <ul class="entries">
      {notes.map((note) => (
        <li key={note.id}>
          <p>
            <strong>{p.kinds[note.kind]}</strong>, <Day date={note.at} />
            {note.author ? <>, {note.author}</> : null}
            {note.kind === 'note' ? null : (
              <span class="help"> ({note.readAt ? p.read(w.day(note.readAt)) : p.unread})</span>
            )}
          </p>
          <blockquote class="said" dir="auto">
            {note.text}
          </blockquote>
        </li>
      ))}
    </ul>
  );
}

export function PersonView(props: PersonProps) {
  const w = useWords();
  const { viewer, person, notes, done } = props;
  const p = w.staff.person;
  const { standing } = person;
  return (
    <>
      <DeskNav />
      <h1>{person.login}</h1>
      {done ? (
        <p class="notice" role="status">
          {p.done}
        </p>
      ) : null}
      <p>
        <Flags person={person} />
        {person.roles.length === 0 && standing.kind === 'good' ? w.staff.people.noRoles : null}
      </p>
      <dl class="facts">
        <dt>{w.staff.people.penNames}</dt>
        <dd>
          <PenNames person={person} />
        </dd>
        {person.email ? (
          <>
            <dt>{w.staff.people.email}</dt>
            <dd>{person.email}</dd>
          </>
        ) : null}
        <dt>{w.staff.people.joined}</dt>
        <dd>
          <Day date={person.joined} />
        </dd>
      </dl>
      {may(viewer, 'read-staff-log') ? (
        <p>
          <a href={`/admin/log?thing=account&id=${person.publicId}`}>{p.log}</a>
        </p>
      ) : null}
      <h2>{p.rolesTitle}</h2>
      <RolesForm props={props} />
      <h2>{w.staff.people.standing}</h2>
      {mayActOn(viewer, 'warn-people', person) ? (
        <ActForm props={props} act="warn" title={p.warn} help={p.toldHelp} button={p.warnButton} />
      ) : null}
      {mayActOn(viewer, 'suspend-people', person) ? (
        <>
          <ActForm
            props={props}
            act="suspend"
            title={p.suspend}
            help={`${p.suspendHelp} ${p.toldHelp}`}
            button={p.suspendButton}
            days
          />
          {standing.kind === 'suspended' ? (
            <Lift person={person} act="unsuspend" label={p.liftSuspension} />
          ) : null}
        </>
      ) : null}
      {mayActOn(viewer, 'ban-people', person) && standing.kind !== 'banned' ? (
        <ActForm
          props={props}
          act="ban"
          title={p.ban}
          help={`${p.banHelp} ${p.toldHelp}`}
          button={p.banButton}
        />
      ) : null}
      {mayActOn(viewer, 'ban-people', person) && standing.kind === 'banned' ? (
        <Lift person={person} act="unban" label={p.liftBan} />
      ) : null}
      <h2>{p.notesTitle}</h2>
      <ActForm props={props} act="note" title={p.note} help={p.noteHelp} button={p.noteButton} />
      <Notes notes={notes} />
    </>
  );
}

/** The step between a button that can't be pressed by mistake and what it does. */
export function SureView({
  action,
  question,
  warning,
  fields,
  back,
}: {
  action: string;
  question: string;
  warning?: string | undefined;
  /** What was sent, to be sent again. */
  fields: Record<string, string>;
  back: string;
}) {
  const w = useWords();
  return (
    <form method="post" action={action} class="form">
      <h1>{w.staff.sure.title}</h1>
      <p>{question}</p>
      {warning ? <p class="problem">{warning}</p> : null}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p class="buttons">
        <button type="submit" name="sure" value="yes" class="danger">
          {w.staff.sure.yes}
        </button>{' '}
        <a class="button" href={back}>
          {w.form.cancel}
        </a>
      </p>
    </form>
  );
}
