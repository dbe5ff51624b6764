import { type Messages, useWords } from '../../../core/messages/index.js';
import { Choices, Field, Select } from '../../../core/ui/form.js';
import { AccountFrame, GuardedForm, type PseudProfile, type Returned } from '../../people/index.js';
import { OF_SHARED, OF_SOLE } from './delete-account.js';
import type { OwnWork } from './own-works.js';

interface OrphanProps {
  works: readonly OwnWork[];
  pseuds: readonly Pick<PseudProfile, 'publicId' | 'name'>[];
  returned: Returned;
}

export function OrphanView({ works, pseuds, returned }: OrphanProps) {
  const w = useWords();
  const o = w.leaving.orphan;
  const which = [
    ['some', o.some],
    ...pseuds.map(({ publicId, name }) => [publicId, o.ofPseud(name)] as const),
    ['all', o.all],
  ] as const;
  return (
    <AccountFrame title={o.title} returned={returned}>
      <p>{o.lead}</p>
      {works.length === 0 ? (
        <p class="empty">{o.none}</p>
      ) : (
        <form method="post" action="/account/orphan" class="form">
          <Choices type="radio" name="which" label={o.which} chosen={['some']} choices={which} />
          <Choices
            type="checkbox"
            name="works"
            label={o.list}
            chosen={[]}
            choices={works.map(({ id, title }) => [id, title || w.works.draft] as const)}
            fault={returned.faults.works}
          />
          <KeepName chosen="no" />
          <p>
            <button type="submit" class="primary">
              {o.next}
            </button>
          </p>
        </form>
      )}
    </AccountFrame>
  );
}

function KeepName({ chosen }: { chosen: 'yes' | 'no' }) {
  const o = useWords().leaving.orphan;
  return (
    <Choices
      type="radio"
      name="keep"
      label={o.name}
      chosen={[chosen]}
      choices={[
        ['no', o.withoutName],
        ['yes', o.withName],
      ]}
    />
  );
}

export interface SureProps {
  works: readonly OwnWork[];
  /** Pen names that stay on the works; empty when they go. */
  names: readonly string[];
  keepName: boolean;
  login: string;
  returned: Returned;
}

/** Names what is given away and everything that follows from it. */
export function SureView({ works, names, keepName, login, returned }: SureProps) {
  const w = useWords();
  const o = w.leaving.orphan;
  const { happens } = o;
  return (
    <AccountFrame title={o.sureTitle(works.length)} returned={returned}>
      <p>
        <strong>{o.sureLead}</strong>
      </p>
      <ul class="points">
        {works.map(({ id, title }) => (
          <li key={id}>
            <a href={`/works/${id}`}>
              <bdi>{title || w.works.draft}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <ul class="points">
        <li>{happens.stays}</li>
        <li>{happens.yours}</li>
        <li>{keepName ? happens.named(names.join(', ')) : happens.unnamed}</li>
        <li>{keepName ? happens.seriesNamed : happens.series}</li>
        <li>{happens.text}</li>
        <li>{happens.nobody}</li>
      </ul>
      <GuardedForm action="/account/orphan" save={o.yes} faults={returned.faults} login={login}>
        <input type="hidden" name="sure" value="yes" />
        <input type="hidden" name="which" value="some" />
        <input type="hidden" name="keep" value={keepName ? 'yes' : 'no'} />
        {works.map(({ id }) => (
          <input key={id} type="hidden" name="works" value={id} />
        ))}
      </GuardedForm>
      <p>
        <a href="/account/orphan">{o.no}</a>
      </p>
    </AccountFrame>
  );
}

interface DeleteProps {
  works: readonly OwnWork[];
  login: string;
  asksCode: boolean;
  returned: Returned;
}

type Words = Messages['leaving']['delete']['choices'];
const labelled = <T extends keyof Words>(values: readonly T[], words: Words) =>
  values.map((value) => [value, words[value]] as const);

export function DeleteView({ works, login, asksCode, returned }: DeleteProps) {
  const d = useWords().leaving.delete;
  const { values, faults } = returned;
  const mine = works.filter((work) => !work.asArchivist);
  const sole = mine.filter((work) => !work.shared);
  const shared = mine.filter((work) => work.shared);
  return (
    <AccountFrame title={d.title} returned={returned}>
      <p>
        <strong>{d.lead}</strong>
      </p>
      {mine.length > 0 ? (
        <>
          <h2>{d.take}</h2>
          <p>{d.takeLead}</p>
          <p>
            <a class="button" href="/account/works.zip">
              {d.takeLink}
            </a>
          </p>
        </>
      ) : null}
      <GuardedForm action="/account/delete" save={d.yes} faults={faults} login={login}>
        {sole.length > 0 ? (
          <Choices
            type="radio"
            name="sole"
            label={d.sole(sole.length)}
            help={d.soleHelp}
            chosen={[values.sole ?? '']}
            choices={labelled(OF_SOLE, d.choices)}
            fault={faults.sole}
            required
          />
        ) : null}
        {shared.length > 0 ? (
          <Choices
            type="radio"
            name="shared"
            label={d.shared(shared.length)}
            chosen={[values.shared ?? 'leave']}
            choices={labelled(OF_SHARED, d.choices)}
            fault={faults.shared}
            required
          />
        ) : null}
        {mine.length < works.length ? <p>{d.comments}</p> : null}
        {asksCode ? (
          <Field
            name="code"
            label={d.code}
            help={d.codeHelp}
            fault={faults.code}
            autocomplete="one-time-code"
            required
          />
        ) : null}
      </GuardedForm>
      <p>
        <a href="/account">{d.no}</a>
      </p>
    </AccountFrame>
  );
}

interface RemoveProps {
  pseud: PseudProfile;
  others: readonly Pick<PseudProfile, 'publicId' | 'name'>[];
  works: number;
  returned: Returned;
}

export function RemovePseudView({ pseud, others, works, returned }: RemoveProps) {
  const p = useWords().pseuds;
  return (
    <AccountFrame title={p.removeTitle(pseud.name)} returned={returned}>
      <p>{p.removeLead}</p>
      <form method="post" action={`/account/pseuds/${pseud.publicId}/delete`} class="form">
        {works > 0 ? (
          <Select
            name="to"
            label={p.removeTo}
            help={p.removeMoves(works)}
            choices={others.map(({ publicId, name }) => [publicId, name] as const)}
            fault={returned.faults.to}
          />
        ) : null}
        <p>
          <button type="submit" class="primary">
            {p.removeYes}
          </button>{' '}
          <a href="/account/pseuds">{p.removeNo}</a>
        </p>
      </form>
    </AccountFrame>
  );
}
