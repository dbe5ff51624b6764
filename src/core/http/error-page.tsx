/** One page for every error. Missing and forbidden are the same page for everybody. */
import type { AppError } from '../errors.js';
import { useWords } from '../messages/index.js';
import { useSurroundings } from '../ui/context.js';
import { logInPath } from '../ui/shell.js';
import { type Ask, type PageAnswer, page } from './route.js';

function ErrorView({ error }: { error: AppError }) {
  const w = useWords();
  const { viewer, here, isSetUp } = useSurroundings();
  return (
    <section class="apart">
      <h1>{w.error.title(error.status)}</h1>
      <p>{error.status === 404 ? w.error.notFound : error.said(w)}</p>
      {Object.keys(error.fields).length > 0 ? (
        <ul>
          {Object.entries(error.fields).map(([field, fault]) => (
            <li key={field}>{fault}</li>
          ))}
        </ul>
      ) : null}
      {error.status === 404 && viewer.kind === 'guest' && isSetUp ? (
        <>
          <p>{w.error.membersOnly}</p>
          <p>
            <a class="button" href={logInPath(here)} rel="nofollow">
              {w.error.logIn}
            </a>
          </p>
        </>
      ) : null}
      <p>
        <a href="/">{w.error.home}</a>
      </p>
    </section>
  );
}

export function errorPage(ask: Ask, error: AppError): PageAnswer {
  return page(ask.words.error.title(error.status), <ErrorView error={error} />, {
    status: error.status,
    headers: error.headers,
    head: { robots: 'noindex' },
  });
}
