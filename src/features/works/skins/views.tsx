/** The pages on which writers make skins. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { Day } from '../../../core/ui/figures.js';
import { Field, Once, Problem, Select, TextArea } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import type { SkinFields } from './actions.js';
import type { SkinFault } from './css/faults.js';
import { SkinFrame } from './frame.js';
import { ARCHIVE_SKINS, type ArchiveSkin } from './house/index.js';
import type { SkinLine } from './queries.js';

export const SKINS_PATH = '/my/skins';

export function SkinsView({ skins, notice }: { skins: readonly SkinLine[]; notice: string | undefined }) {
  const w = useWords();
  const s = w.skins;
  return (
    <>
      <h1>{s.title}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>{s.lead}</p>
      <p class="acts">
        <a class="button primary" href={`${SKINS_PATH}/new`}>
          {s.add}
        </a>
        <a class="button" href="/my/works">
          {w.works.mine.title}
        </a>
      </p>
      <h2>{s.own}</h2>
      {skins.length === 0 ? <p class="empty">{s.none}</p> : null}
      <ul class="entries">
        {skins.map((skin) => (
          <li key={skin.id}>
            <p>
              <a href={`${SKINS_PATH}/${skin.id}`}>
                <bdi>{skin.title}</bdi>
              </a>{' '}
              <span class="help">
                {s.wornBy(skin.works)} · <Day date={skin.changed} />
              </span>
            </p>
          </li>
        ))}
      </ul>
      <h2>{s.ofArchive}</h2>
      <p>{s.ofArchiveLead}</p>
      <ul class="entries">
        {ARCHIVE_SKINS.map((name) => (
          <li key={name}>
            <p>
              <a href={`${SKINS_PATH}/archive/${name}`}>{s.archive[name].name}</a>{' '}
              <span class="help">{s.archive[name].about}</span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was left out of a skin, each with its place. */
function Faults({ faults }: { faults: readonly SkinFault[] }) {
  const s = useWords().skins;
  if (faults.length === 0) return null;
  return (
    <section class="skin-faults" aria-labelledby="skin-faults">
      <h2 id="skin-faults">{s.leftOut(faults.length)}</h2>
      <p>{s.leftOutLead}</p>
      <ul>
        {faults.map(({ line, column, kind, what }) => (
          <li key={`${line}:${column}:${kind}`}>
            {s.place(line, column)} <code>{what}</code> {s.faults[kind]}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sample({ html, lang, dir }: { html: SafeHtml; lang: string; dir: 'ltr' | 'rtl' }) {
  const s = useWords().skins;
  return (
    <section aria-labelledby="skin-preview">
      <h2 id="skin-preview">{s.preview}</h2>
      <div class="skin-sample" lang={lang} dir={dir}>
        <SkinFrame worn>
          <Prose html={html} class="prose text" />
        </SkinFrame>
      </div>
    </section>
  );
}

export interface Shown {
  html: SafeHtml;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** Id of the work whose text it is; '' of the sample. */
  on: string;
}

export function SkinForm(props: {
  /** null of a new one. */
  id: string | null;
  fields: SkinFields;
  once: string;
  works: readonly { id: string; title: string }[];
  shown: Shown | null;
  left: readonly SkinFault[];
  faults: FieldFaults;
  summary?: string | undefined;
  notice?: string | undefined;
}) {
  const w = useWords();
  const s = w.skins;
  const { id, fields, faults } = props;
  const action = `${SKINS_PATH}/${id ?? 'new'}`;
  return (
    <>
      <h1>{id ? s.editTitle : s.addTitle}</h1>
      {props.notice ? (
        <p class="notice" role="status">
          {props.notice}
        </p>
      ) : null}
      {props.summary ? <Problem summary={props.summary} fields={faults} /> : null}
      <form method="post" action={action} class="form">
        <Once id={props.once} />
        <Field
          name="title"
          label={s.form.title}
          help={s.form.titleHelp}
          value={fields.title}
          fault={faults.title}
          required
        />
        <div class="skin-source">
          <TextArea
            name="source"
            rows={16}
            label={s.form.source}
            help={s.form.sourceHelp}
            value={fields.source}
            fault={faults.source}
          />
        </div>
        <details>
          <summary>{s.form.allowed}</summary>
          <ul>
            {s.form.allowedList.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
        <Select
          name="on"
          label={s.form.on}
          value={props.shown?.on ?? ''}
          choices={[
            ['', s.form.onSample],
            ...props.works.map((work) => [work.id, work.title || w.works.draft] as const),
          ]}
        />
        <p class="acts">
          <button type="submit" name="act" value="save" class="primary">
            {s.form.save}
          </button>
          <button type="submit" name="act" value="preview">
            {s.form.preview}
          </button>
          <a class="button" href={SKINS_PATH}>
            {s.toList}
          </a>
          {id ? (
            <a class="button danger" href={`${SKINS_PATH}/${id}/delete`}>
              {s.remove}
            </a>
          ) : null}
        </p>
      </form>
      <Faults faults={props.left} />
      {props.shown ? <Sample {...props.shown} /> : null}
    </>
  );
}

export function ArchiveSkinView({
  name,
  css,
  sample,
}: {
  name: ArchiveSkin;
  css: string;
  sample: { html: SafeHtml; source: string };
}) {
  const w = useWords();
  const s = w.skins;
  return (
    <>
      <h1>{s.archive[name].name}</h1>
      <p>{s.archive[name].about}</p>
      <p>{s.archiveUse}</p>
      <p class="acts">
        <a class="button" href={SKINS_PATH}>
          {s.toList}
        </a>
      </p>
      <Sample html={sample.html} lang="en" dir="ltr" />
      <h2>{s.archiveHtml}</h2>
      <pre class="skin-code" lang="en" dir="ltr">
        {sample.source}
      </pre>
      <h2>{s.archiveCss}</h2>
      <pre class="skin-code" lang="en" dir="ltr">
        {css}
      </pre>
    </>
  );
}

export function DeleteSkin({ id, title, works }: { id: string; title: string; works: number }) {
  const s = useWords().skins;
  return (
    <section class="apart">
      <h1>{s.removeTitle}</h1>
      <p>
        <bdi>{title}</bdi>
      </p>
      <p>{s.removeLead(works)}</p>
      <form method="post" action={`${SKINS_PATH}/${id}/delete`}>
        <button type="submit" class="danger">
          {s.removeYes}
        </button>{' '}
        <a class="button" href={`${SKINS_PATH}/${id}`}>
          {s.removeNo}
        </a>
      </form>
    </section>
  );
}
