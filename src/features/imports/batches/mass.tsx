/** What can be done with all files of a batch in one go. */
import { useWords } from '../../../core/messages/index.js';
import { Choices, Field, Select } from '../../../core/ui/form.js';
import type { Pseud } from '../../people/index.js';
import { RATINGS, WARNINGS } from '../../tags/index.js';
import { COMMON_LANGUAGES, languageName } from '../../works/index.js';
import { MISSABLE } from '../draft-columns.js';
import type { BatchCounts, BatchRow } from './queries.js';

interface Props {
  batch: BatchRow;
  counts: BatchCounts;
  pseuds: readonly Pseud[];
}

function Save({ batch, counts, pseuds }: Props) {
  const w = useWords().batches;
  if (counts.review === 0) return null;
  return (
    <form method="post" action={`/batches/${batch.id}`}>
      {pseuds.length > 1 ? (
        <Select
          name="pseud"
          label={w.pseud}
          value={batch.pseud ?? pseuds[0]?.publicId ?? ''}
          choices={pseuds.map((pseud) => [pseud.publicId, pseud.name] as const)}
        />
      ) : null}
      <p class="buttons">
        <button type="submit" name="act" value="draft">
          {w.saveAll(counts.review)}
        </button>{' '}
        {counts.whole > 0 ? (
          <button
            type="submit"
            name="act"
            value="posted"
            formmethod="get"
            formaction={`/batches/${batch.id}/sure`}
          >
            {w.postAll(counts.whole)}
          </button>
        ) : null}
      </p>
    </form>
  );
}

function Lacking({ counts }: { counts: BatchCounts }) {
  const w = useWords().batches;
  const incomplete = counts.review - counts.whole;
  const lacks = MISSABLE.filter((name) => name !== 'language' && counts.lacks[name] > 0);
  if (incomplete === 0) return null;
  return (
    <p>
      {w.incomplete(incomplete)} {lacks.map((name) => w.lacks[name](counts.lacks[name])).join(', ')}.
    </p>
  );
}

function Fill({ batch, counts }: { batch: BatchRow; counts: BatchCounts }) {
  const words = useWords();
  const [w, f] = [words.batches, words.works.form];
  const { fandoms, rating, warnings, language } = counts.lacks;
  if (fandoms + rating + warnings + language === 0) return null;
  const none = ['', w.fillChoose] as const;
  return (
    <details>
      <summary>{w.fill}</summary>
      <form method="post" action={`/batches/${batch.id}`} class="form">
        <p>{w.fillLead}</p>
        {fandoms > 0 ? <Field name="fandoms" label={f.fandoms} help={w.lacks.fandoms(fandoms)} /> : null}
        {rating > 0 ? (
          <Select
            name="rating"
            label={f.rating}
            help={w.lacks.rating(rating)}
            choices={[none, ...RATINGS.map((name) => [name, name] as const)]}
          />
        ) : null}
        {warnings > 0 ? (
          <Choices
            name="warnings"
            type="checkbox"
            label={f.warnings}
            help={w.lacks.warnings(warnings)}
            chosen={[]}
            choices={WARNINGS.map((name) => [name, name] as const)}
          />
        ) : null}
        {language > 0 ? (
          <Select
            name="language"
            label={f.language}
            help={w.lacks.language(language)}
            choices={[none, ...COMMON_LANGUAGES.map((code) => [code, languageName(code)] as const)]}
          />
        ) : null}
        <button type="submit" name="act" value="fill">
          {w.fillSet}
        </button>
      </form>
    </details>
  );
}

function Existing({ batch, counts }: { batch: BatchRow; counts: BatchCounts }) {
  const w = useWords().batches;
  if (counts.undecided === 0) return null;
  return (
    <form method="post" action={`/batches/${batch.id}`}>
      <p>
        <strong>{w.existing(counts.undecided)}</strong>
      </p>
      <p class="buttons">
        <button type="submit" name="act" value="skip">
          {w.existingSkip}
        </button>{' '}
        <button type="submit" name="act" value="update">
          {w.existingUpdate}
        </button>{' '}
        <button type="submit" name="act" value="new">
          {w.existingNew}
        </button>
      </p>
      <p class="help">{w.existingHelp}</p>
    </form>
  );
}

function Failed({ batch, counts }: { batch: BatchRow; counts: BatchCounts }) {
  const w = useWords().batches;
  if (counts.failed === 0) return null;
  return (
    <form method="post" action={`/batches/${batch.id}`} class="buttons">
      <button type="submit" name="act" value="again">
        {w.again(counts.failed)}
      </button>{' '}
      <a class="button danger" href={`/batches/${batch.id}/sure?act=failed`}>
        {w.removeFailed(counts.failed)}
      </a>
    </form>
  );
}

/** Chapters in files of their own can be told once all are read, so nothing is saved before. */
export function MassActs(props: Props) {
  const { batch, counts } = props;
  const w = useWords().batches;
  if (counts.files === 0) return null;
  if (counts.waiting > 0 && batch.goingSince !== null) return <p class="help">{w.afterReading}</p>;
  if (counts.review + counts.undecided + counts.failed === 0) return null;
  return (
    <section class="mass">
      <h2>{w.mass}</h2>
      <Lacking counts={counts} />
      <Fill batch={batch} counts={counts} />
      <Save {...props} />
      <Existing batch={batch} counts={counts} />
      <Failed batch={batch} counts={counts} />
    </section>
  );
}
