/** The part of a header's form that names what the work was made after. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Field, Select } from '../../../core/ui/form.js';
import { COMMON_LANGUAGES, languageName } from '../languages.js';
import { offered, type RelatedLink } from './links.js';

function languages(chosen: string, notSaid: string): (readonly [string, string])[] {
  const codes =
    chosen === '' || COMMON_LANGUAGES.some((code) => code === chosen)
      ? COMMON_LANGUAGES
      : [...COMMON_LANGUAGES, chosen];
  return [['', notSaid], ...codes.map((code) => [code, languageName(code)] as const)];
}

function Link({ i, link, faults }: { i: number; link: RelatedLink | null; faults: FieldFaults }) {
  const w = useWords();
  const f = w.related.form;
  const name = (field: string): string => `related-${i}-${field}`;
  const fault = (field: string) => faults[name(field)];
  return (
    <fieldset class="field related-link">
      <legend>{f.one(i + 1)}</legend>
      {link ? <input type="hidden" name={name('kept')} value="yes" /> : null}
      <Field
        name={name('url')}
        label={f.url}
        help={
          link?.here ? f.here(link.here.title || w.works.draft, link.here.by || w.works.anonymous) : undefined
        }
        value={link?.url ?? ''}
        fault={fault('url')}
      />
      <label class="check">
        <input type="checkbox" name={name('translation')} checked={link?.translation ?? false} />{' '}
        {f.translation}
      </label>
      {link?.here ? null : (
        <>
          <p class="help">{f.outside}</p>
          <div class="columns">
            <Field name={name('title')} label={f.title} value={link?.title ?? ''} fault={fault('title')} />
            <Field
              name={name('author')}
              label={f.author}
              value={link?.author ?? ''}
              fault={fault('author')}
            />
            <Select
              name={name('language')}
              label={f.language}
              value={link?.language ?? ''}
              fault={fault('language')}
              choices={languages(link?.language ?? '', f.notSaid)}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}

export function RelatedFields({ links, faults }: { links: readonly RelatedLink[]; faults: FieldFaults }) {
  const f = useWords().related.form;
  const all = offered(links);
  const isWrong = Object.keys(faults).some((name) => name.startsWith('related-'));
  return (
    <details class="related-fields" open={links.length > 0 || isWrong}>
      <summary>{f.legend}</summary>
      <p class="help">{f.help}</p>
      <input type="hidden" name="related" value={String(all.length)} />
      {all.map((link, i) => (
        <Link key={link?.url ?? 'new'} i={i} link={link} faults={faults} />
      ))}
    </details>
  );
}
