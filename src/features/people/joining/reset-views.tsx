/** A forgotten password: asking for the letter, and choosing another. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Field, Problem } from '../../../core/ui/form.js';

export function AskResetView({ name }: { name: string }) {
  const w = useWords();
  const r = w.joining.reset;
  return (
    <form method="post" action="/reset" class="apart narrow form">
      <h1>{r.title}</h1>
      <p>{r.lead}</p>
      <Field name="name" label={w.people.nameOrMail} value={name} autocomplete="username" required />
      <p>
        <button type="submit" class="primary">
          {r.send}
        </button>
      </p>
    </form>
  );
}

export function ChoosePasswordView({
  token,
  faults,
  summary,
}: {
  token: string;
  faults: FieldFaults;
  summary?: string | undefined;
}) {
  const w = useWords();
  const r = w.joining.reset;
  return (
    <form method="post" action={`/reset/${token}`} class="apart narrow form">
      <h1>{r.choose}</h1>
      <p>{r.chooseLead}</p>
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      <Field
        name="password"
        type="password"
        label={r.password}
        help={w.people.passwordHelp}
        fault={faults.password}
        autocomplete="new-password"
        required
      />
      <p>
        <button type="submit" class="primary">
          {r.save}
        </button>
      </p>
    </form>
  );
}
