/** What staff told a member: warnings, suspensions, a ban. */
import type { App } from '../../core/app.js';
import { type MemberAsk, members, page, type Route, redirect } from '../../core/http/route.js';
import { useWords } from '../../core/messages/index.js';
import { Day } from '../../core/ui/figures.js';
import { type AccountNote, noticesFor } from './find-people.js';
import { markNoticesRead } from './staff-actions.js';

const PATH = '/my/notices';

function NoticesView({ notices }: { notices: readonly AccountNote[] }) {
  const w = useWords();
  const n = w.staff.notices;
  return (
    <>
      <h1>{n.title}</h1>
      {notices.length === 0 ? <p class="empty">{n.none}</p> : <p>{n.lead}</p>}
      <ul class="entries">
        {notices.map((notice) => (
          <li key={notice.id}>
            <p>
              <strong>{w.staff.person.kinds[notice.kind]}</strong>, <Day date={notice.at} />
            </p>
            <blockquote class="said" dir="auto">
              {notice.text}
            </blockquote>
          </li>
        ))}
      </ul>
      {notices.some(({ readAt }) => readAt === null) ? (
        <form method="post" action={PATH}>
          <button type="submit" class="primary">
            {n.read}
          </button>
        </form>
      ) : null}
    </>
  );
}

export const noticeRoutes = (app: App): Route[] => [
  members('GET', PATH, async (ask: MemberAsk) =>
    page(
      ask.words.staff.notices.title,
      <NoticesView notices={await noticesFor(app.db, ask.viewer.accountId)} />,
    ),
  ),
  members(
    'POST',
    PATH,
    async (ask) => {
      await markNoticesRead(app.db, ask.viewer.accountId, ask.now);
      return redirect(PATH);
    },
    { does: 'nothing' },
  ),
];
