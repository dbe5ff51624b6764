/** What others asked of oneself: to be named on their works. */
import { useWords } from '../../../core/messages/index.js';
import { AskedPage } from '../naming/views.js';
import type { Request } from './queries.js';

function RequestRow({ request }: { request: Request }) {
  const w = useWords();
  const r = w.creators.requests;
  const title = request.title || w.works.draft;
  return (
    <li>
      <p>
        <strong>
          <bdi>{title}</bdi>
        </strong>{' '}
        <bdi>{r.by(request.by.join(', '))}</bdi>{' '}
        <span class="help">
          {w.works.wordCount(request.words)} · {r.as(request.pseud)}
        </span>
      </p>
      <form method="post" action="/my/invitations" class="acts">
        <input type="hidden" name="work" value={request.workId} />
        <input type="hidden" name="pseud" value={request.pseudId} />
        <button type="submit" name="act" value="accept" class="primary" aria-label={`${r.accept}: ${title}`}>
          {r.accept}
        </button>
        <button type="submit" name="act" value="decline" aria-label={`${r.decline}: ${title}`}>
          {r.decline}
        </button>
      </form>
    </li>
  );
}

export function RequestsView({
  requests,
  notice,
  fault,
}: {
  requests: readonly Request[];
  notice: string | undefined;
  fault?: string | undefined;
}) {
  const r = useWords().creators.requests;
  return (
    <AskedPage title={r.title} notice={notice} fault={fault}>
      <p>{r.lead}</p>
      <h2>{r.creations}</h2>
      {requests.length === 0 ? (
        <p class="empty">{r.none}</p>
      ) : (
        <>
          <p>{r.meaning}</p>
          <ol class="entries">
            {requests.map((request) => (
              <RequestRow key={`${request.workId} ${request.pseudId}`} request={request} />
            ))}
          </ol>
        </>
      )}
      <p class="help">{r.allow}</p>
    </AskedPage>
  );
}
