/** Form fields with their label, help and fault tied together for every kind of reader. */
import type { ComponentChildren } from 'preact';
import type { FieldFaults } from '../errors.js';
import { useWords } from '../messages/index.js';

/** What went wrong with a form that came back, with a link to each field. */
export function Problem({ summary, fields }: { summary: string; fields: FieldFaults }) {
  const w = useWords();
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{w.form.problem}.</strong> {summary}
      </p>
      {Object.keys(fields).length > 0 ? (
        <ul>
          {Object.entries(fields).map(([name, fault]) => (
            <li key={name}>
              <a href={`#field-${name}`}>{fault}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface Common {
  name: string;
  /** Where several forms of a page have a field of one name; without it, `field-NAME`. */
  id?: string;
  label: string;
  help?: ComponentChildren;
  fault?: string | undefined;
  required?: boolean;
}

const idOf = ({ id, name }: Common): string => id ?? `field-${name}`;
const helpId = ({ id, name }: Common): string => `help-${id ?? name}`;
const faultId = ({ id, name }: Common): string => `fault-${id ?? name}`;

function described(field: Common) {
  const { name, help, fault } = field;
  const ids = [help ? helpId(field) : '', fault ? faultId(field) : ''].filter(Boolean).join(' ');
  return {
    id: idOf(field),
    name,
    'aria-describedby': ids || undefined,
    'aria-invalid': fault ? ('true' as const) : undefined,
  };
}

function Around({ field, children }: { field: Common; children: ComponentChildren }) {
  const w = useWords();
  return (
    <div class={field.fault ? 'field has-fault' : 'field'}>
      <label for={idOf(field)}>
        {field.label}
        {field.required ? <span class="needed"> ({w.form.required})</span> : null}
      </label>
      {children}
      {field.help ? (
        <p class="help" id={helpId(field)}>
          {field.help}
        </p>
      ) : null}
      {field.fault ? (
        <p class="fault" id={faultId(field)}>
          {field.fault}
        </p>
      ) : null}
    </div>
  );
}

export function Field(
  props: Common & {
    value?: string;
    type?: 'text' | 'password' | 'email' | 'url' | 'date' | 'number' | 'file';
    min?: number;
    max?: number;
    autocomplete?: string;
    maxLength?: number;
    multiple?: boolean;
    accept?: string;
    /** A whole folder is chosen, where the browser knows how; else files. */
    folder?: boolean;
  },
) {
  const { type = 'text', value, autocomplete, maxLength, multiple, accept, min, max, folder } = props;
  const kind: object = { type, multiple, accept, autocomplete, min, max, webkitdirectory: folder };
  return (
    <Around field={props}>
      <input
        {...described(props)}
        {...kind}
        value={value}
        maxLength={maxLength}
        dir={type === 'text' ? 'auto' : undefined}
      />
    </Around>
  );
}

export function TextArea(props: Common & { value?: string; rows?: number }) {
  return (
    <Around field={props}>
      <textarea {...described(props)} rows={props.rows ?? 4} dir="auto">
        {`\n${props.value ?? ''}`}
      </textarea>
    </Around>
  );
}

export function Select(
  props: Common & { value?: string; choices: readonly (readonly [value: string, label: string])[] },
) {
  return (
    <Around field={props}>
      <select {...described(props)}>
        {props.choices.map(([value, label]) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  );
}

/** Several checkboxes, or one of several choices, under one legend. */
export function Choices(
  props: Common & {
    type: 'checkbox' | 'radio';
    chosen: readonly string[];
    choices: readonly (readonly [value: string, label: string])[];
  },
) {
  const w = useWords();
  const ids = described(props);
  return (
    <fieldset
      class={props.fault ? 'field has-fault' : 'field'}
      id={ids.id}
      aria-describedby={ids['aria-describedby']}
    >
      <legend>
        {props.label}
        {props.required ? <span class="needed"> ({w.form.required})</span> : null}
      </legend>
      <div class="choices">
        {props.choices.map(([value, label]) => (
          <label key={value} class="check">
            <input type={props.type} name={props.name} value={value} checked={props.chosen.includes(value)} />{' '}
            {label}
          </label>
        ))}
      </div>
      {props.help ? (
        <p class="help" id={helpId(props)}>
          {props.help}
        </p>
      ) : null}
      {props.fault ? (
        <p class="fault" id={faultId(props)}>
          {props.fault}
        </p>
      ) : null}
    </fieldset>
  );
}

/** A form that is sent twice is carried out once. */
export const Once = ({ id }: { id: string }) => <input type="hidden" name="once" value={id} />;
