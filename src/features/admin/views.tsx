import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { DeskNav } from '../../core/ui/desks.js';
import { Figure, Figures } from '../../core/ui/figures.js';
import { Choices, Field, Problem, Select, TextArea } from '../../core/ui/form.js';
import { AccountFields } from '../people/index.js';
import { COMMON_LANGUAGES, languageName } from '../works/index.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map(
  (zone) => [zone, zone.replaceAll('_', ' ')] as const,
);

function ArchiveFields({ values, faults }: { values: Record<string, string>; faults: FieldFaults }) {
  const w = useWords();
  const s = w.home.setup;
  const joining = [
    ['closed', s.joiningChoices.closed],
    ['invitation', s.joiningChoices.invitation],
    ['open', s.joiningChoices.open],
  ] as const;
  return (
    <>
      <Field
        name="archiveName"
        label={s.name}
        help={s.nameHelp}
        value={values.archiveName ?? ''}
        fault={faults.archiveName}
        required
      />
      <Field
        name="address"
        type="url"
        label={s.address}
        help={s.addressHelp}
        value={values.address ?? ''}
        fault={faults.address}
        required
      />
      <div class="columns">
        <Select
          name="language"
          label={s.language}
          value={values.language ?? 'en'}
          fault={faults.language}
          choices={COMMON_LANGUAGES.map((code) => [code, languageName(code)] as const)}
        />
        <Select
          name="timeZone"
          label={s.zone}
          value={values.timeZone ?? 'UTC'}
          fault={faults.timeZone}
          choices={ZONES}
        />
      </div>
      <Choices
        name="joining"
        type="radio"
        label={s.joining}
        chosen={[values.joining ?? 'closed']}
        fault={faults.joining}
        choices={joining}
      />
    </>
  );
}

export function SetupView({
  token,
  values,
  faults,
  summary,
}: {
  token: string;
  values: Record<string, string>;
  faults: FieldFaults;
  summary?: string | undefined;
}) {
  const w = useWords();
  const s = w.home.setup;
  return (
    <form method="post" action="/setup" class="form">
      <h1>{s.title}</h1>
      <p>{s.lead}</p>
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      <input type="hidden" name="token" value={token} />
      <h2>{s.archive}</h2>
      <ArchiveFields values={values} faults={faults} />
      <h2>{s.host}</h2>
      <p>{s.hostLead}</p>
      <AccountFields values={values} faults={faults} />
      <p>
        <button type="submit" class="primary">
          {s.open}
        </button>
      </p>
    </form>
  );
}

export interface DeskProps {
  values: Record<string, string>;
  faults: FieldFaults;
  summary?: string | undefined;
  saved: boolean;
  addressWarning: string | null;
  counts: readonly (readonly [label: string, value: string])[];
}

export function DeskView({ values, faults, summary, saved, addressWarning, counts }: DeskProps) {
  const w = useWords();
  return (
    <>
      <DeskNav />
      <h1>{w.home.admin.title}</h1>
      {saved ? (
        <p class="notice" role="status">
          {w.home.admin.saved}
        </p>
      ) : null}
      <h2>{w.home.admin.counts}</h2>
      <Figures>
        {counts.map(([label, value]) => (
          <Figure key={label} name={label}>
            {value}
          </Figure>
        ))}
      </Figures>
      <h2>{w.home.admin.address}</h2>
      {addressWarning ? (
        <p class="problem" role="alert">
          {addressWarning}
        </p>
      ) : (
        <p>{w.home.admin.addressRight}</p>
      )}
      <h2>{w.home.setup.archive}</h2>
      <form method="post" action="/admin" class="form">
        {summary ? <Problem summary={summary} fields={faults} /> : null}
        <ArchiveFields values={values} faults={faults} />
        <Choices
          name="staffSecondProof"
          type="checkbox"
          label={w.home.admin.staff}
          help={w.home.admin.staffProofHelp}
          chosen={[values.staffSecondProof ?? '']}
          fault={faults.staffSecondProof}
          choices={[['yes', w.home.admin.staffProof]]}
        />
        <TextArea
          name="terms"
          label={w.home.admin.terms}
          help={w.home.admin.termsHelp}
          value={values.terms ?? ''}
          fault={faults.terms}
          rows={8}
        />
        <p>
          <button type="submit" class="primary">
            {w.form.save}
          </button>
        </p>
      </form>
    </>
  );
}
