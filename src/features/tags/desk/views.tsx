/** The desk itself, a bin of tags that wait, and what an act would change. */
import { useWords } from '../../../core/messages/index.js';
import { Field, Select } from '../../../core/ui/form.js';
import { Pager } from '../../../core/ui/pager.js';
import { GRAPH_TYPES } from '../graph/model.js';
import { TYPED_TYPES, type TypedTagType } from '../typed.js';
import { type Asked, DESK_ACTS, type DeskAct } from './acting.js';
import { Masses, type ShownMass } from './masses.js';
import { ActButton, ActFields, DESK, DeskPage, TagLink } from './parts.js';
import { type Assigned, type Bin, type DeskTag, MOST_COUNTED } from './queries.js';

/** For tags that nobody wrangled yet. */
const BIN_ACTS = DESK_ACTS.slice(0, 5);

const binActs = (type: TypedTagType): DeskAct[] => [
  ...BIN_ACTS,
  ...TYPED_TYPES.filter((one) => one !== type).map((one): DeskAct => `to-${one}`),
];

export function DeskHome({
  bins,
  assigned,
  masses,
  problem,
  notice,
}: {
  bins: readonly Bin[];
  masses: readonly ShownMass[];
  assigned: readonly Assigned[];
  problem?: string | undefined;
  notice?: string | undefined;
}) {
  const d = useWords().wrangling.desk;
  return (
    <DeskPage title={d.title} home={false} problem={problem} notice={notice}>
      <p>{d.lead}</p>
      <nav class="desks" aria-label={d.title}>
        <ul>
          <li>
            <a href={`${DESK}/suggestions`}>{d.suggestions}</a>
          </li>
          <li>
            <a href={`${DESK}/history`}>{d.history}</a>
          </li>
          <li>
            <a href={`${DESK}/files`}>{d.files}</a>
          </li>
        </ul>
      </nav>
      <form method="get" action={`${DESK}/tag`} class="form">
        <Field name="name" id="find-name" label={d.find} maxLength={500} required />
        <p>
          <button type="submit">{d.look}</button>
        </p>
      </form>
      <Masses masses={masses} />
      <h2>{d.waiting}</h2>
      <ul class="entries">
        {bins.map(({ type, waiting }) => (
          <li key={type}>
            <p>
              <a href={`${DESK}/bin?type=${type}`}>{d.types[type]}</a>: {d.waits(waiting, MOST_COUNTED)}
            </p>
          </li>
        ))}
      </ul>
      <h2>{d.fandoms}</h2>
      {assigned.length === 0 ? <p class="empty">{d.nobody}</p> : null}
      <ul class="entries">
        {assigned.map(({ fandom, who, mine }) => (
          <li key={fandom}>
            <p>
              <TagLink name={fandom} /> {mine ? <strong>({d.mine})</strong> : null}
            </p>
            <p class="help">
              <bdi>{who.join(', ')}</bdi>
            </p>
          </li>
        ))}
      </ul>
      <h2>{d.make}</h2>
      <form method="post" action={`${DESK}/make`} class="form">
        <Select
          name="type"
          label={d.type}
          value="media"
          choices={[...GRAPH_TYPES].reverse().map((type) => [type, d.types[type]] as const)}
        />
        <Field name="name" label={d.name} help={d.makeHelp} maxLength={150} required />
        <p>
          <button type="submit">{d.makeIt}</button>
        </p>
      </form>
    </DeskPage>
  );
}

/** Which tags: of a type, and of a fandom's works. */
export function TypeForm({ action, type, fandom }: { action: string; type: TypedTagType; fandom: string }) {
  const d = useWords().wrangling.desk;
  return (
    <form method="get" action={action} class="filters">
      <Select
        name="type"
        label={d.type}
        value={type}
        choices={TYPED_TYPES.map((one) => [one, d.types[one]] as const)}
      />
      <Field name="fandom" label={d.fandom} value={fandom} maxLength={500} />
      <p>
        <button type="submit">{d.show}</button>
      </p>
    </form>
  );
}

export function BinView({
  type,
  fandom,
  tags,
  page,
  more,
  problem,
}: {
  type: TypedTagType;
  fandom: string;
  tags: readonly DeskTag[];
  page: number;
  more: boolean;
  problem: string | undefined;
}) {
  const d = useWords().wrangling.desk;
  const path = `${DESK}/bin?${new URLSearchParams({ type, ...(fandom ? { fandom } : {}) })}`;
  return (
    <DeskPage title={`${d.waiting}: ${d.types[type]}`} problem={problem}>
      <TypeForm action={`${DESK}/bin`} type={type} fandom={fandom} />
      {tags.length === 0 ? (
        <p class="empty">{d.nothingWaits}</p>
      ) : (
        <form method="post" action={`${DESK}/preview`} class="form">
          <ul class="entries">
            {tags.map((tag) => (
              <li key={tag.id}>
                <p>
                  <label class="check">
                    <input type="checkbox" name="tag" value={tag.name} /> <bdi>{tag.name}</bdi>
                  </label>
                </p>
                <p class="help">
                  {d.uses(tag.uses)} ·{' '}
                  <a href={`${DESK}/tag?${new URLSearchParams({ name: tag.name })}`}>{d.look}</a>
                </p>
              </li>
            ))}
          </ul>
          <h2>{d.chosen}</h2>
          <ActFields acts={binActs(type)} />
        </form>
      )}
      <Pager path={path} page={page} more={more} />
    </DeskPage>
  );
}

/** Of what would change so much is shown. */
const MOST_LINES = 200;

export function PreviewView({
  asked,
  lines,
  works,
  problem,
  twin,
}: {
  asked: Asked;
  lines: readonly string[];
  /** On so many works the tags are. */
  works: number;
  problem: string | undefined;
  /** A tag, and one of the same name that is of the new type already. */
  twin: { tag: string; into: string } | null;
}) {
  const d = useWords().wrangling.desk;
  return (
    <DeskPage title={d.previewTitle} problem={problem}>
      {problem ? null : (
        <p>
          {d.previewLead(lines.length)} {d.previewWorks(asked.tags.length, works)}
        </p>
      )}
      {twin ? (
        <ActButton act={asked.act} tag={twin.tag} target={twin.into} main>
          {d.mergeToo(twin.tag, twin.into)}
        </ActButton>
      ) : null}
      {twin ? <h2>{d.chosen}</h2> : null}
      <ul>
        {lines.slice(0, MOST_LINES).map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      {lines.length > MOST_LINES ? <p>{d.andMore(lines.length - MOST_LINES)}</p> : null}
      <form method="post" action={problem ? `${DESK}/preview` : `${DESK}/act`} class="form">
        {asked.tags.map((name) => (
          <input key={name} type="hidden" name="tag" value={name} />
        ))}
        {problem ? (
          <ActFields />
        ) : (
          <>
            <input type="hidden" name="act" value={asked.act} />
            <input type="hidden" name="target" value={asked.target} />
            <Field name="why" label={d.why} value={asked.why} maxLength={1_000} />
            <p>
              <button type="submit">{d.doIt}</button>
            </p>
          </>
        )}
      </form>
    </DeskPage>
  );
}
