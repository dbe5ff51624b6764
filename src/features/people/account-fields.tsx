import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { Field } from '../../core/ui/form.js';

/** What every new account needs, whether its owner joins or sets the archive up. */
export function AccountFields({ values, faults }: { values: Record<string, string>; faults: FieldFaults }) {
  const p = useWords().people;
  return (
    <>
      <Field
        name="login"
        label={p.name}
        help={p.nameHelp}
        value={values.login ?? ''}
        fault={faults.login}
        autocomplete="username"
        required
      />
      <Field
        name="pseud"
        label={p.pseud}
        help={p.pseudHelp}
        value={values.pseud ?? ''}
        fault={faults.pseud}
        required
      />
      <Field
        name="email"
        type="email"
        label={p.email}
        value={values.email ?? ''}
        fault={faults.email}
        autocomplete="email"
        required
      />
      <Field
        name="password"
        type="password"
        label={p.password}
        help={p.passwordHelp}
        fault={faults.password}
        autocomplete="new-password"
        required
      />
    </>
  );
}
