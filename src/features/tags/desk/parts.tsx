/** Pieces that the pages of the wranglers' desk share. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../../core/messages/index.js';
import { DeskNav } from '../../../core/ui/desks.js';
import { Field, Problem, Select } from '../../../core/ui/form.js';
import { DESK_ACTS, type DeskAct } from './acting.js';
import type { DeskTag } from './queries.js';

export const DESK = '/wrangling';

export const tagPage = (name: string): string => `${DESK}/tag?${new URLSearchParams({ name })}`;

/** A page of the desk; `problem` is what was refused, `notice` what was done. */
export function DeskPage({
  title,
  notice,
  problem,
  home = true,
  children,
}: {
  title: ComponentChildren;
  notice?: string | undefined;
  problem?: string | undefined;
  home?: boolean;
  children: ComponentChildren;
}) {
  const d = useWords().wrangling.desk;
  return (
    <>
      <DeskNav />
      {home ? (
        <p>
          <a href={DESK}>← {d.back}</a>
        </p>
      ) : null}
      <h1>{title}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      {problem ? <Problem summary={problem} fields={{}} /> : null}
      {children}
    </>
  );
}

export const TagLink = ({ name }: { name: string }) => (
  <a href={tagPage(name)}>
    <bdi>{name}</bdi>
  </a>
);

export function StateOf({ tag }: { tag: DeskTag }) {
  const d = useWords().wrangling.desk;
  const { states } = d;
  if (tag.synonymOf !== null) return <>{states.synonym(tag.synonymOf)}</>;
  return <>{tag.canonical ? states.canonical : tag.unwrangleable ? states.unwrangleable : states.waiting}</>;
}

/** The fields with which something is asked for; the tags stand beside them, chosen or hidden. */
export function ActFields({ acts = DESK_ACTS }: { acts?: readonly DeskAct[] }) {
  const d = useWords().wrangling.desk;
  return (
    <>
      <Select name="act" label={d.act} choices={acts.map((act) => [act, d.acts[act]] as const)} />
      <Field name="target" label={d.target} help={d.targetHelp} maxLength={500} />
      <p>
        <button type="submit">{d.preview}</button>
      </p>
    </>
  );
}

/** A button that asks for one thing about one tag. */
export function ActButton({
  act,
  tag,
  target = '',
  main = false,
  children,
}: {
  act: DeskAct;
  tag: string;
  target?: string;
  /** What the place is for; else it stands back. */
  main?: boolean;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={`${DESK}/preview`}>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="tag" value={tag} />
      <input type="hidden" name="target" value={target} />
      <button type="submit" class={main ? undefined : 'quiet'}>
        {children}
      </button>
    </form>
  );
}
