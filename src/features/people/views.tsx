import { useWords } from '../../core/messages/index.js';
import { Field } from '../../core/ui/form.js';
import { PasskeyButton } from './second-factor/views.js';

export function LogInView({
  to,
  name,
  fault,
  notice,
  unconfirmed,
  hasPasskeys,
  mayJoin,
}: {
  to: string;
  name: string;
  fault?: string | undefined;
  notice?: string | undefined;
  /** The letter that confirms the mail can be sent again. */
  unconfirmed: boolean;
  hasPasskeys: boolean;
  mayJoin: boolean;
}) {
  const w = useWords();
  return (
    <section class="apart narrow">
      <h1>{w.people.logIn}</h1>
      <p>{w.people.logInLead}</p>
      {hasPasskeys ? <PasskeyButton to={to} /> : null}
      <form method="post" action="/login" class="form">
        {notice ? (
          <p class="notice" role="status">
            {notice}
          </p>
        ) : null}
        {fault ? (
          <p class="problem" role="alert">
            {fault}
          </p>
        ) : null}
        <input type="hidden" name="to" value={to} />
        <Field name="name" label={w.people.nameOrMail} value={name} autocomplete="username" required />
        <Field
          name="password"
          type="password"
          label={w.people.password}
          autocomplete="current-password"
          required
        />
        <label class="check">
          <input type="checkbox" name="remember" /> {w.people.remember}
        </label>
        <p>
          <button type="submit" class="primary">
            {w.people.logIn}
          </button>
          {unconfirmed ? (
            <>
              {' '}
              <button type="submit" name="again" value="yes">
                {w.joining.sendAgain}
              </button>
            </>
          ) : null}
        </p>
        <p>
          <a href="/reset">{w.joining.reset.link}</a>
          {mayJoin ? (
            <>
              {' · '}
              <a href="/join">{w.joining.link}</a>
            </>
          ) : null}
        </p>
      </form>
    </section>
  );
}
