/** What the forms of a new work and of a chapter have in common: the text, the preview, the ways out. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import { deviceName } from '../../../core/ui/device-name.js';
import { Select, TextArea } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { SOURCE_FORMATS } from '../prepare.js';
import type { ChapterFields } from './chapter-fields.js';

/** How a text will read, before anything is saved. */
export interface Previewed {
  title: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  summary: SafeHtml | null;
  startNotes: SafeHtml | null;
  body: SafeHtml;
  endNotes: SafeHtml | null;
}

function Aside({ label, html }: { label: string; html: SafeHtml | null }) {
  return html ? (
    <aside aria-label={label}>
      <h3>{label}</h3>
      <Prose html={html} class="prose" />
    </aside>
  ) : null;
}

export function Preview({ of }: { of: Previewed }) {
  const w = useWords();
  return (
    <section class="desk-preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{w.desk.previewTitle}</h2>
      <p class="help">{w.desk.previewLead}</p>
      <div class="chapter" lang={of.lang} dir={of.dir}>
        <h3>
          <bdi>{of.title}</bdi>
        </h3>
        <Aside label={w.works.summary} html={of.summary} />
        <Aside label={w.works.notes} html={of.startNotes} />
        <Prose html={of.body} class="prose text" />
        <Aside label={w.works.endNotes} html={of.endNotes} />
      </div>
    </section>
  );
}

/** What a form came back with. */
export interface Returned {
  faults: FieldFaults;
  summary?: string | undefined;
  preview?: Previewed | undefined;
}

export const Act = ({ name, label, primary }: { name: string; label: string; primary?: boolean }) => (
  <button type="submit" name="act" value={name} class={primary ? 'primary' : undefined}>
    {label}
  </button>
);

/** The text itself: what is typed, and in what. */
export function TextFields({
  names,
  fields,
  faults,
}: {
  names: { text: string; format: string };
  fields: ChapterFields;
  faults: FieldFaults;
}) {
  const { desk: d, keeping } = useWords();
  const { viewer } = useSurroundings();
  return (
    <div
      class="desk-text"
      data-desk-text
      data-words={d.wordsSoFar}
      data-editor={JSON.stringify(keeping.editor)}
      data-who={deviceName(viewer)}
    >
      <Select
        name={names.format}
        label={d.format}
        value={fields.format}
        choices={SOURCE_FORMATS.map((format) => [format, d.formats[format]] as const)}
      />
      <TextArea
        name={names.text}
        rows={24}
        label={d.text}
        help={d.textHelp[fields.format]}
        value={fields.text}
        fault={faults.text}
        required
      />
    </div>
  );
}
