/** What the pages of the desk say of text that is not saved: the offer to use it, and what was used. */
import type { ComponentChildren } from 'preact';
import type { App } from '../../../core/app.js';
import type { Form } from '../../../core/http/forms.js';
import { keptForm } from '../../../core/http/kept-forms.js';
import type { Ask, MemberAsk } from '../../../core/http/route.js';
import { useWords } from '../../../core/messages/index.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { Prose } from '../../../core/ui/html.js';
import { typedBody } from '../prepare.js';
import { findUnsaved, type Unsaved } from './autosave.js';
import { readFirstChapter } from './chapter-fields.js';

/** The id of a desk's form: what stands outside it belongs to it by this name. */
export const DESK_FORM = 'desk-form';
/** The field that says which page's unsaved text is saved now. */
export const TAB_FIELD = 'autosaveTab';

interface Compared {
  unsaved: SafeHtml;
  saved: SafeHtml | null;
}

export interface AboutUnsaved {
  path: string;
  /** What fills the form in, instead of what is saved. */
  form?: Form;
  used?: 'autosave' | 'kept';
  offer?: { at: Date; version: number; tab: string };
  compared?: Compared;
}

async function compare(app: App, unsaved: Unsaved, saved: SafeHtml | null): Promise<Compared> {
  const { text, format } = readFirstChapter(unsaved.form);
  const { html } = await app.sanitiser.sanitise(typedBody(text, format).html);
  return { unsaved: html, saved };
}

/**
 * What there is to say when a form's page is opened.
 * @param path the form's own address
 * @param saved the text that is saved, to compare with
 */
export async function aboutUnsaved(
  app: App,
  ask: MemberAsk,
  path: string,
  saved: SafeHtml | null,
): Promise<AboutUnsaved> {
  const id = ask.query.get('kept');
  const kept = id && (await keptForm(app.db, ask.viewer, ask.cookies, { id, path }, ask.now));
  if (kept) {
    kept.form.append('kept', kept.id);
    return { path, form: kept.form, used: 'kept' };
  }
  const unsaved = await findUnsaved(app.db, ask.viewer.accountId, path, ask.now);
  if (!unsaved) return { path };
  const offer = { at: unsaved.at, version: unsaved.version, tab: unsaved.tab };
  const asked = ask.query.get('autosave');
  if (asked === 'use') {
    const form = unsaved.form;
    if (!form.has(TAB_FIELD)) form.append(TAB_FIELD, unsaved.tab);
    return { path, form, used: 'autosave', offer };
  }
  return {
    path,
    offer,
    ...(asked === 'compare' ? { compared: await compare(app, unsaved, saved) } : {}),
  };
}

function Offer({ about, timeZone }: { about: AboutUnsaved; timeZone: string }) {
  const a = useWords().keeping.autosave;
  const { offer, path, compared } = about;
  if (!offer || about.used) return null;
  return (
    <section class="notice unsaved" aria-labelledby="unsaved-title" data-unsaved data-tab={offer.tab}>
      <h2 id="unsaved-title">{a.title}</h2>
      <p>{a.found(offer.at, timeZone)}</p>
      <form method="post" action="/desk/autosave/drop" class="acts">
        <input type="hidden" name="form" value={path} />
        <a class="button primary" href={`${path}?autosave=use`}>
          {a.use}
        </a>
        {compared ? null : (
          <a class="button" href={`${path}?autosave=compare`}>
            {a.compare}
          </a>
        )}
        <button type="submit">{a.drop}</button>
      </form>
      {compared ? (
        <div class="columns">
          <Side title={a.compareTitle}>
            <Prose html={compared.unsaved} class="prose" />
          </Side>
          {compared.saved ? (
            <Side title={a.savedTitle}>
              <Prose html={compared.saved} class="prose" />
            </Side>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

const Side = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div>
    <h3>{title}</h3>
    {children}
  </div>
);

/** Stands before a desk's form, and holds the fields that say what it was filled in with. */
export function UnsavedView({ ask, about }: { ask: Ask; about?: AboutUnsaved | undefined }) {
  const k = useWords().keeping;
  const form = about?.form ?? ask.form;
  const said =
    about?.used === 'kept'
      ? k.kept.filled
      : about?.used === 'autosave'
        ? k.autosave.used
        : ask.query.has('dropped')
          ? k.autosave.dropped
          : undefined;
  return (
    <>
      {said ? (
        <p class="notice" role="status">
          {said}
        </p>
      ) : null}
      {about ? <Offer about={about} timeZone={ask.settings.timeZone} /> : null}
      <input
        type="hidden"
        form={DESK_FORM}
        name={TAB_FIELD}
        value={form.text(TAB_FIELD)}
        data-version={about?.used === 'autosave' ? about.offer?.version : undefined}
      />
      {form.has('kept') ? (
        <input type="hidden" form={DESK_FORM} name="kept" value={form.text('kept')} />
      ) : null}
    </>
  );
}
