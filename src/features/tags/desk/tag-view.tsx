/** One tag, with all that is tied to it. */
import { useWords } from '../../../core/messages/index.js';
import { TextArea } from '../../../core/ui/form.js';
import { tagPath } from '../queries.js';
import { TYPED_TYPES } from '../typed.js';
import type { DeskAct } from './acting.js';
import type { PastAct } from './history.js';
import { ActsList } from './lists-view.js';
import { ActButton, ActFields, DESK, DeskPage, StateOf, TagLink } from './parts.js';
import type { Comment, DeskTag, Ties } from './queries.js';

const REMOVED_BY: Partial<Record<keyof Ties, DeskAct>> = {
  parents: 'remove-parent',
  metatags: 'remove-meta',
};

function TieList({ tag, kind, names }: { tag: DeskTag; kind: keyof Ties; names: readonly string[] }) {
  const d = useWords().wrangling.desk;
  const act = REMOVED_BY[kind];
  if (names.length === 0) return null;
  return (
    <>
      <h2>{d.ties[kind]}</h2>
      <ul class="entries">
        {names.map((name) => (
          <li key={name}>
            <p>
              <TagLink name={name} />
            </p>
            {act ? (
              <ActButton act={act} tag={tag.name} target={name}>
                {d.acts[act]}
              </ActButton>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

const retypes = ({ type }: DeskTag): DeskAct[] =>
  TYPED_TYPES.some((one) => one === type)
    ? TYPED_TYPES.filter((one) => one !== type).map((one): DeskAct => `to-${one}`)
    : [];

/** What makes sense for a tag in its state. */
const actsFor = (tag: DeskTag): DeskAct[] => [
  ...actsInState(tag),
  ...(tag.synonymOf === null ? retypes(tag) : []),
];

function actsInState(tag: DeskTag): DeskAct[] {
  if (tag.synonymOf !== null) return ['unmerge', 'merge', 'rename'];
  if (tag.canonical) return ['add-parent', 'add-meta', 'merge', 'rename', 'uncanonise'];
  return tag.unwrangleable
    ? ['unmark-unwrangleable', 'add-parent', 'rename']
    : ['canonise', 'merge', 'add-parent', 'mark-unwrangleable', 'rename'];
}

export function TagView({
  tag,
  ties,
  comments,
  acts,
  names,
  mine,
  notice,
  problem,
  typed,
}: {
  tag: DeskTag;
  ties: Ties;
  comments: readonly Comment[];
  acts: readonly PastAct[];
  names: ReadonlyMap<number, string>;
  /** The viewer looks after this fandom; null: it is none that can be looked after. */
  mine: boolean | null;
  notice: string | undefined;
  problem: string | undefined;
  typed: string;
}) {
  const d = useWords().wrangling.desk;
  return (
    <DeskPage title={<bdi>{tag.name}</bdi>} notice={notice} problem={problem}>
      <p>
        {d.types[tag.type]} · <StateOf tag={tag} /> · {d.uses(tag.uses)}
        {tag.type === 'media' ? null : (
          <>
            {' '}
            · <a href={tagPath(tag.name)}>{d.works}</a>
          </>
        )}
      </p>
      {mine === null ? null : (
        <form method="post" action={`${DESK}/assign`}>
          <input type="hidden" name="fandom" value={tag.name} />
          <button type="submit" class="quiet" name="act" value={mine ? 'leave' : 'take'}>
            {mine ? d.leave : d.take}
          </button>
        </form>
      )}
      {(Object.keys(ties) as (keyof Ties)[]).map((kind) => (
        <TieList key={kind} tag={tag} kind={kind} names={ties[kind]} />
      ))}
      <h2>{d.doWith}</h2>
      <form method="post" action={`${DESK}/preview`} class="form">
        <input type="hidden" name="tag" value={tag.name} />
        <ActFields acts={actsFor(tag)} />
      </form>
      <h2>{d.comments}</h2>
      <ul class="entries">
        {comments.map(({ who, text, at }) => (
          <li key={`${at.toISOString()} ${text}`}>
            <p class="help">
              <bdi>{who ?? d.gone}</bdi>,{' '}
              <time datetime={at.toISOString()}>{at.toISOString().slice(0, 10)}</time>
            </p>
            <blockquote class="said" dir="auto">
              {text}
            </blockquote>
          </li>
        ))}
      </ul>
      <form method="post" action={`${DESK}/comment`} class="form">
        <input type="hidden" name="tag" value={tag.name} />
        <TextArea name="text" label={d.comment} value={typed} />
        <p>
          <button type="submit">{d.say}</button>
        </p>
      </form>
      <h2>{d.history}</h2>
      <ActsList acts={acts} names={names} />
    </DeskPage>
  );
}
