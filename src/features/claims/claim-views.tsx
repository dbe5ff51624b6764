/** What a writer sees who came by the link: their works, what becomes of them, and the question whether that is right. */
import { useWords } from '../../core/messages/index.js';
import { useSurroundings } from '../../core/ui/context.js';
import { Choices, Problem, Select } from '../../core/ui/form.js';
import { Pager } from '../../core/ui/pager.js';
import type { Pseud } from '../people/index.js';
import { CHOICES, type Choice, type Outcome } from './decide.js';
import type { ClaimingWriter, WriterWork } from './queries.js';

/** Those who have no account here claim nothing. */
const choicesFor = (pseuds: readonly Pseud[]): readonly ('' | Choice)[] =>
  pseuds.length > 0 ? ['', ...CHOICES] : ['', 'leave', 'refuse'];

function WorkChoice({
  work,
  chosen,
  choices,
}: {
  work: WriterWork;
  chosen: string;
  choices: readonly ('' | Choice)[];
}) {
  const w = useWords();
  const c = w.claims.claim;
  return (
    <fieldset class="field">
      <legend dir="auto">{work.title || w.works.draft}</legend>
      <p class="help">
        {c.words(work.words)}
        {work.draft ? ` · ${w.claims.writer.draft}` : ''}
        {work.sourceUrl ? ` · ${work.sourceUrl}` : ''}
      </p>
      <div class="choices">
        {choices.map((choice) => (
          <label key={choice} class="check">
            <input type="radio" name={`work-${work.id}`} value={choice} checked={choice === chosen} />{' '}
            {c.choices[choice]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface ClaimProps {
  path: string;
  writer: ClaimingWriter;
  works: readonly WriterWork[];
  page: number;
  more: boolean;
  /** The writer's own, when logged in. */
  pseuds: readonly Pseud[];
  /** What was chosen, by the name of the field. */
  values: Readonly<Record<string, string>>;
  problem?: string | undefined;
}

function LogInLead({ path }: { path: string }) {
  const w = useWords();
  const { settings } = useSurroundings();
  const c = w.claims.claim;
  return (
    <>
      <p>
        {c.logIn} {c.withoutAccount}
      </p>
      <p class="buttons">
        <a class="button primary" href={`/login?to=${encodeURIComponent(path)}`} rel="nofollow">
          {w.people.logIn}
        </a>{' '}
        {settings.joining === 'closed' ? null : (
          <a class="button" href="/join" rel="nofollow">
            {c.join}
          </a>
        )}
      </p>
    </>
  );
}

export function ClaimView({ path, writer, works, page, more, pseuds, values, problem }: ClaimProps) {
  const w = useWords();
  const { settings } = useSurroundings();
  const c = w.claims.claim;
  const choices = choicesFor(pseuds);
  if (works.length === 0 && page === 1)
    return (
      <>
        <h1>{c.title(writer.name)}</h1>
        <p>{c.none}</p>
      </>
    );
  return (
    <form method="post" action={path} class="form">
      <h1>{c.title(writer.name)}</h1>
      <p>{c.lead(settings.name, writer.name)}</p>
      {writer.archive ? <p>{c.from(writer.archive)}</p> : null}
      {problem ? <Problem summary={problem} fields={{}} /> : null}
      {pseuds.length === 0 ? <LogInLead path={path} /> : null}
      {pseuds.length > 0 ? (
        <Select
          name="pseud"
          label={c.as}
          value={values.pseud ?? pseuds[0]!.publicId}
          choices={pseuds.map((pseud) => [pseud.publicId, pseud.name] as const)}
        />
      ) : null}
      <Choices
        name="all"
        type="radio"
        label={c.all}
        chosen={[values.all ?? '']}
        choices={choices.map((choice) => [choice, choice === '' ? c.each : c.choices[choice]] as const)}
        help={more || page > 1 ? c.pageOnly : undefined}
      />
      {works.map((work) => (
        <WorkChoice key={work.id} work={work} choices={choices} chosen={values[`work-${work.id}`] ?? ''} />
      ))}
      <Pager path={path} page={page} more={more} />
      <label class="check">
        <input type="checkbox" name="never" checked={values.never !== undefined} /> {c.never}
      </label>
      <p class="help">{c.neverHelp}</p>
      <p>
        <button type="submit" class="primary">
          {c.go}
        </button>
      </p>
    </form>
  );
}

export interface SureProps {
  path: string;
  counts: Readonly<Record<Choice, number>>;
  never: boolean;
  /** The pen name that claims. */
  as: string;
  /** What was sent, to be sent again. */
  fields: readonly (readonly [name: string, value: string])[];
}

export function SureView({ path, counts, never, as, fields }: SureProps) {
  const w = useWords();
  const { sure } = w.claims.claim;
  return (
    <form method="post" action={path} class="form">
      <h1>{sure.title}</h1>
      <ul class="plain-list">
        {counts.members > 0 ? <li>{sure.members(counts.members, as)}</li> : null}
        {counts.open > 0 ? <li>{sure.open(counts.open, as)}</li> : null}
        {counts.leave > 0 ? <li>{sure.leave(counts.leave)}</li> : null}
        {never ? <li>{sure.never}</li> : null}
      </ul>
      {counts.refuse > 0 ? <p class="problem">{sure.refuse(counts.refuse)}</p> : null}
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p class="buttons">
        <button type="submit" name="sure" value="yes" class={counts.refuse > 0 ? 'danger' : 'primary'}>
          {sure.yes}
        </button>{' '}
        <a class="button" href={path}>
          {w.form.cancel}
        </a>
      </p>
    </form>
  );
}

export function DoneView({ outcome, path }: { outcome: Outcome; path: string }) {
  const w = useWords();
  const { done } = w.claims.claim;
  return (
    <>
      <h1>{done.title}</h1>
      <ul class="plain-list">
        {outcome.claimed > 0 ? <li>{done.claimed(outcome.claimed)}</li> : null}
        {outcome.left > 0 ? <li>{done.left(outcome.left)}</li> : null}
        {outcome.deleted > 0 ? <li>{done.deleted(outcome.deleted)}</li> : null}
        {outcome.unnamed > 0 ? <li>{done.unnamed(outcome.unnamed)}</li> : null}
        {outcome.never ? <li>{done.never}</li> : null}
      </ul>
      <p class="buttons">
        {outcome.claimed > 0 ? (
          <a class="button primary" href="/my/works">
            {done.mine}
          </a>
        ) : null}{' '}
        <a class="button" href={path}>
          {w.form.back}
        </a>
      </p>
    </>
  );
}

/** The same for every link that is none, none any more, or was never one. */
export function BadLinkView() {
  const w = useWords();
  const { bad } = w.claims.claim;
  return (
    <section class="apart">
      <h1>{bad.title}</h1>
      <p>{bad.lead}</p>
    </section>
  );
}
