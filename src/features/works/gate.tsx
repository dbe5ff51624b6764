/**
 * The gate before adult works: asked once, remembered in a cookie or with the account.
 * It stands before every form of the text, and shows nothing of it, not even the title.
 */
import { safePath } from '../../core/http/forms.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../core/http/route.js';
import { ADULT_COOKIE } from '../../core/http/session.js';
import { useWords } from '../../core/messages/index.js';
import { useSurroundings } from '../../core/ui/context.js';

const YEAR = 365 * 24 * 3600;

export const adultChoice = (ask: Pick<Ask, 'viewer' | 'cookies'>): boolean =>
  (ask.viewer.kind === 'member' && ask.viewer.showsAdult) || ask.cookies[ADULT_COOKIE] === 'yes';

function GateView({ to }: { to: string }) {
  const w = useWords();
  const { viewer } = useSurroundings();
  return (
    <section class="apart">
      <h1>{w.works.gate.title}</h1>
      <p>{w.works.gate.lead}</p>
      <p>{viewer.kind === 'member' ? w.works.gate.askMember : w.works.gate.ask}</p>
      <form method="post" action="/adult">
        <input type="hidden" name="to" value={to} />
        <button type="submit" class="primary">
          {w.works.gate.yes}
        </button>{' '}
        <a class="button" href="/works">
          {w.works.gate.no}
        </a>
      </form>
    </section>
  );
}

/** null when the text may be shown; else the page that asks, at the very address that was asked for. */
export function passGate(ask: Ask, work: { adult: boolean; own: boolean }): Answer | null {
  if (!work.adult || work.own || adultChoice(ask)) return null;
  return page(ask.words.works.gate.title, <GateView to={ask.url} />, { head: { robots: 'noindex' } });
}

/** `remember` keeps a member's choice with the account. */
export const gateRoutes = (remember: (accountId: number) => Promise<void>): Route[] => [
  open(
    'POST',
    '/adult',
    async (ask) => {
      if (ask.viewer.kind === 'member') await remember(ask.viewer.accountId);
      return redirect(safePath(ask.form.text('to'), '/works'), {
        cookies: [{ name: ADULT_COOKIE, value: 'yes', maxAgeSeconds: YEAR }],
      });
    },
    { does: 'nothing' },
  ),
];
