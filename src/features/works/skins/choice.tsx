/** Readers see a work in its skin, or plainly: for this visit by a button on the work, always by their preferences. */
import { safePath } from '../../../core/http/forms.js';
import { type Ask, open, type Route, redirect } from '../../../core/http/route.js';
import { PLAIN_COOKIE } from '../../../core/http/session.js';
import { useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';

/** What was chosen for this visit goes before what was chosen for always. */
export function isPlain(ask: Pick<Ask, 'viewer' | 'cookies'>): boolean {
  const visit = ask.cookies[PLAIN_COOKIE];
  if (visit === 'yes' || visit === 'no') return visit === 'yes';
  return ask.viewer.kind === 'member' && ask.viewer.display?.plain === true;
}

/** The line above a work that wears a skin. */
export function SkinChoiceLine({ plain }: { plain: boolean }) {
  const s = useWords().skins.choice;
  const { viewer, here } = useSurroundings();
  return (
    <form method="post" action="/plain" class="skin-choice">
      <input type="hidden" name="to" value={here} />
      <span>{plain ? s.isPlain : s.isWorn}</span>{' '}
      <button type="submit" name="plain" value={plain ? 'no' : 'yes'} class="quiet">
        {plain ? s.wear : s.plain}
      </button>
      {viewer.kind === 'member' ? (
        <>
          {' '}
          <a href="/account/preferences">{s.always}</a>
        </>
      ) : null}
    </form>
  );
}

export const choiceRoutes: Route[] = [
  open(
    'POST',
    '/plain',
    (ask) =>
      redirect(safePath(ask.form.text('to'), '/works'), {
        cookies: [{ name: PLAIN_COOKIE, value: ask.form.text('plain') === 'no' ? 'no' : 'yes' }],
      }),
    { does: 'nothing' },
  ),
];
