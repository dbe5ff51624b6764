/** The walk through the doubtful places: a list of them, the least certain first, each with its answers. */
import { useWords } from '../../../core/messages/index.js';
import { direction } from '../../../core/text/index.js';
import { Problem } from '../../../core/ui/form.js';
import type { Draft } from '../review/draft.js';
import { placeOfBlock, reviewPath } from '../review/place.js';
import { KeysHelp, Said, UndoButton } from '../review/tool-parts.js';
import { Context, useQuestion } from './context.js';
import { type AnswerName, answersOf } from './decide.js';
import type { DoubtfulPlace } from './places.js';
import { walkPath } from './window.js';

/** The key of an answer, for the script. */
const KEYS: Record<AnswerName, string> = {
  right: 'y',
  break: 'b',
  keep: 'n',
  off: 'x',
  longer: 'l',
  shorter: 's',
  paragraph: 'p',
  heading: 'h',
  scene_break: 's',
  note: 'm',
};

function Answers({ draft, place }: { draft: Draft; place: DoubtfulPlace }) {
  const w = useWords();
  const answers = answersOf(draft, place);
  const choice = (value: string, label: string, more: Record<string, string | boolean> = {}) => (
    <label key={value}>
      <input type="radio" name={`at.${place.key}`} value={value} {...more} /> <span>{label}</span>
    </label>
  );
  return (
    <div class="answers">
      {answers.map((answer, i) =>
        choice(answer, w.walk.answers[answer], { 'data-key': KEYS[answer], checked: i === 0 }),
      )}
      {choice('', w.walk.open)}
    </div>
  );
}

export function WalkPlace({ id, draft, place }: { id: string; draft: Draft; place: DoubtfulPlace }) {
  const w = useWords();
  const question = useQuestion(draft, place);
  const { language, title } = draft.fields;
  const chapter = draft.chapters[place.chapter]!;
  const reason = place.ask === 'emphasis' ? w.imports.guessedEmphasis : w.imports.reasons[place.reason];
  const { certainty } = place;
  return (
    <li class="walk-place" id={`place-${place.key}`} data-place={place.key}>
      <fieldset>
        <legend data-question>{question}</legend>
        <div
          class="prose context"
          id={`context-${place.key}`}
          lang={language}
          dir={direction(language, title)}
        >
          <Context draft={draft} place={place} />
        </div>
        <p class="why" id={`why-${place.key}`}>
          {reason ? `${reason} ` : ''}
          <span>{w.walk.certainty(certainty)}</span>
          {certainty === undefined ? null : <small> ({w.walk.percent(certainty)})</small>}
        </p>
        <Answers draft={draft} place={place} />
      </fieldset>
      <p class="where">
        <a href={reviewPath(id, placeOfBlock(draft, chapter.blocks[place.at]!.id))}>{w.walk.shownIn}</a>
        {draft.chapters.length > 1 ? <bdi> {chapter.title || w.works.chapter(place.chapter + 1)}</bdi> : null}
      </p>
    </li>
  );
}

export interface WalkProps {
  id: string;
  name: string;
  draft: Draft;
  revision: number;
  canUndo: boolean;
  /** Those that this page shows. */
  places: readonly DoubtfulPlace[];
  /** Places before them in the order, which were left open. */
  from: number;
  /** All that are open. */
  left: number;
  /** As many as were open when the walk began, or more. */
  all: number;
  notice?: string | undefined;
  fault?: string | undefined;
}

const Hidden = ({ props }: { props: WalkProps }) => (
  <>
    <input type="hidden" name="revision" value={String(props.revision)} />
    <input type="hidden" name="all" value={String(props.all)} />
    <input type="hidden" name="from" value={String(props.from)} />
  </>
);

function Tools({ props, action }: { props: WalkProps; action: string }) {
  const w = useWords();
  return (
    <section class="review-tools" aria-label={w.imports.review.tools}>
      <form method="post" action={action}>
        <Hidden props={props} />
        <UndoButton canUndo={props.canUndo} />
      </form>
      <span class="script-tools" hidden>
        <button type="button" data-go="-1" aria-keyshortcuts="k ArrowUp">
          {w.walk.previous}
        </button>
        <button type="button" data-go="1" aria-keyshortcuts="j ArrowDown">
          {w.walk.next}
        </button>
      </span>
      <p class="progress">
        <strong class="script-tools" hidden data-progress />{' '}
        <span data-left>{props.left === 0 ? w.walk.noneLeft : w.walk.left(props.left)}</span>
      </p>
      <KeysHelp id="walk-keys" label={w.walk.keys} keys={w.walk.keyList} shortcut="?" />
      <Said />
    </section>
  );
}

function All({ props, action }: { props: WalkProps; action: string }) {
  const w = useWords();
  return (
    <details class="all" hidden={props.left === 0}>
      <summary>{w.walk.all}</summary>
      <form method="post" action={action}>
        <Hidden props={props} />
        <p data-all-lead>{w.walk.allLead(props.left)}</p>
        <button type="submit" name="act" value="all">
          {w.walk.allDo}
        </button>
      </form>
    </details>
  );
}

/** What comes after the last place. */
function Done({ props }: { props: WalkProps }) {
  const w = useWords();
  return (
    <section class="walk-done" hidden={props.left > 0} data-done>
      <h2 tabIndex={-1}>{w.walk.doneTitle}</h2>
      <p>{w.walk.doneLead}</p>
      <p>
        <a class="button primary" href={`/imports/${props.id}/details`}>
          {w.imports.review.goOn}
        </a>{' '}
        <a class="button" href={`/imports/${props.id}`}>
          {w.walk.toReview}
        </a>
      </p>
    </section>
  );
}

export function WalkPage(props: WalkProps) {
  const { id, draft, places, from, left, all } = props;
  const w = useWords();
  const action = `/imports/${id}/doubts`;
  const further = from + places.length < left;
  return (
    <article
      class="review walk"
      data-revision={props.revision}
      data-action={action}
      data-from={from}
      data-all={all}
      data-left={left}
      data-words={JSON.stringify({ ...w.imports.script, ...w.walk.script })}
    >
      <h1>{w.walk.title(draft.fields.title || props.name)}</h1>
      <p class="plain">{left > 0 ? w.walk.lead : null}</p>
      <p class="script-tools" hidden>
        {left > 0 ? w.walk.leadKeys : null}
      </p>
      {props.notice ? (
        <p class="notice" role="status">
          {props.notice}
        </p>
      ) : null}
      {props.fault ? <Problem summary={props.fault} fields={{}} /> : null}
      <Tools props={props} action={action} />
      <form method="post" action={action} class="walk-form" hidden={left === 0}>
        <Hidden props={props} />
        <div data-text>
          <ol class="walk-places" start={from + 1}>
            {places.map((place) => (
              <WalkPlace key={place.key} id={id} draft={draft} place={place} />
            ))}
          </ol>
        </div>
        <p class="plain">
          <button type="submit" name="act" value="decide" class="primary">
            {w.walk.save}
          </button>
        </p>
      </form>
      {further ? (
        <p class="plain">
          <a href={walkPath(id, { from: from + places.length, all })}>{w.walk.more}</a>
        </p>
      ) : null}
      {from > 0 ? (
        <p class="plain">
          <a href={walkPath(id, { from: 0, all })}>{w.walk.first}</a>
        </p>
      ) : null}
      <All props={props} action={action} />
      <p hidden={left === 0} data-back>
        <a href={`/imports/${id}`}>{w.walk.toReview}</a>
      </p>
      <Done props={props} />
    </article>
  );
}
