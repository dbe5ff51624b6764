import { useWords } from '../../../core/messages/index.js';
import { Field } from '../../../core/ui/form.js';
import { AccountFrame, GuardedForm, type Returned } from '../account/views.js';
import type { Passkey } from './passkeys.js';
import { QrCode } from './qr-code.js';
import type { Proofs } from './standing.js';

const PATH = '/account/second-factor';

function AppSection({ proofs, login, returned }: { proofs: Proofs; login: string; returned: Returned }) {
  const a = useWords().secondFactor.app;
  return (
    <section>
      <h2>{a.title}</h2>
      <p>{proofs.app ? a.since : a.none}</p>
      <GuardedForm
        id="app"
        action={proofs.app ? `${PATH}/app/remove` : `${PATH}/app`}
        save={proofs.app ? a.remove : a.setUp}
        faults={returned.values.form === 'app' ? returned.faults : {}}
        login={login}
      />
    </section>
  );
}

function CodesSection({ left, login, returned }: { left: number; login: string; returned: Returned }) {
  const c = useWords().secondFactor.codes;
  return (
    <section>
      <h2>{c.title}</h2>
      <p>{c.left(left)}</p>
      <GuardedForm
        id="codes"
        action={`${PATH}/codes`}
        save={c.renew}
        faults={returned.values.form === 'codes' ? returned.faults : {}}
        login={login}
      />
    </section>
  );
}

function PasskeySection({
  passkeys,
  possible,
  login,
  returned,
}: {
  passkeys: readonly Passkey[];
  possible: boolean;
  login: string;
  returned: Returned;
}) {
  const w = useWords();
  const p = w.secondFactor.passkeys;
  return (
    <section>
      <h2>{p.title}</h2>
      <p>{p.lead}</p>
      {passkeys.length === 0 ? <p>{p.none}</p> : null}
      <ul class="entries">
        {passkeys.map(({ id, name, createdAt, usedAt }) => (
          <li key={id}>
            <p>
              <strong>
                <bdi>{name}</bdi>
              </strong>
              , {p.since(w.day(createdAt))}
              {usedAt ? `, ${p.used(w.day(usedAt))}` : ''}
            </p>
            <details>
              <summary>{p.remove}</summary>
              <GuardedForm
                id={`remove-${id}`}
                action={`${PATH}/passkeys/remove`}
                save={p.remove}
                faults={returned.values.passkey === id ? returned.faults : {}}
                login={login}
              >
                <input type="hidden" name="passkey" value={id} />
              </GuardedForm>
            </details>
          </li>
        ))}
      </ul>
      {possible ? (
        <>
          <noscript>
            <p>{p.needsScript}</p>
          </noscript>
          <div data-passkey-add data-interrupted={p.interrupted} hidden>
            <p class="problem" role="alert" hidden />
            <GuardedForm id="passkey" action={`${PATH}/passkeys`} save={p.add} faults={{}} login={login}>
              <Field name="name" label={p.name} help={p.nameHelp} maxLength={60} />
            </GuardedForm>
          </div>
        </>
      ) : (
        <p class="help">{p.needsHost}</p>
      )}
    </section>
  );
}

export function SecondFactorView(props: {
  proofs: Proofs;
  codesLeft: number;
  passkeys: readonly Passkey[];
  passkeysPossible: boolean;
  login: string;
  returned: Returned;
}) {
  const w = useWords();
  const s = w.secondFactor;
  const { proofs, codesLeft, passkeys, passkeysPossible, login, returned } = props;
  const isOn = proofs.app || proofs.passkeys > 0;
  return (
    <AccountFrame title={s.title} returned={returned}>
      <p>{s.lead}</p>
      <p>
        <strong>{isOn ? s.on : s.off}</strong>
      </p>
      <AppSection proofs={proofs} login={login} returned={returned} />
      <PasskeySection passkeys={passkeys} possible={passkeysPossible} login={login} returned={returned} />
      {isOn ? <CodesSection left={codesLeft} login={login} returned={returned} /> : null}
    </AccountFrame>
  );
}

export function ScanView({
  secret,
  address,
  returned,
}: {
  secret: string;
  address: string;
  returned: Returned;
}) {
  const a = useWords().secondFactor.app;
  return (
    <AccountFrame title={a.scanTitle} returned={returned}>
      <p>{a.scan}</p>
      <QrCode text={address} label={a.picture} />
      <p>
        {a.key}: <code class="key">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <form method="post" action={`${PATH}/app/confirm`} class="form">
        <Field
          name="code"
          label={a.code}
          help={a.codeHelp}
          fault={returned.faults.code}
          autocomplete="one-time-code"
          required
        />
        <p>
          <button type="submit" class="primary">
            {a.confirm}
          </button>
        </p>
      </form>
    </AccountFrame>
  );
}

/** Shown once. */
export function RecoveryCodesView({ codes, renewed }: { codes: readonly string[]; renewed: boolean }) {
  const c = useWords().secondFactor.codes;
  return (
    <AccountFrame title={c.title}>
      <p>
        {c.lead} {renewed ? c.old : ''}
      </p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="button primary" href={PATH}>
          {c.done}
        </a>
      </p>
    </AccountFrame>
  );
}

/** Shown by a script where the browser has passkeys. */
export function PasskeyButton({ to }: { to: string }) {
  const p = useWords().secondFactor.passkeys;
  return (
    <div data-passkey-login data-to={to} data-interrupted={p.interrupted} hidden>
      <p class="problem" role="alert" hidden />
      <p>
        <button type="button">{p.useIt}</button>
      </p>
    </div>
  );
}

export function SecondStepView({
  to,
  fault,
  hasPasskey,
}: {
  to: string;
  fault?: string | undefined;
  hasPasskey: boolean;
}) {
  const l = useWords().secondFactor.logIn;
  return (
    <section class="apart narrow">
      <h1>{l.title}</h1>
      <p>{hasPasskey ? l.leadPasskey : l.lead}</p>
      {hasPasskey ? <PasskeyButton to={to} /> : null}
      <form method="post" action="/login/second" class="form">
        {fault ? (
          <p class="problem" role="alert">
            {fault}
          </p>
        ) : null}
        <input type="hidden" name="to" value={to} />
        <Field name="code" label={l.code} autocomplete="one-time-code" required />
        <p>
          <button type="submit" class="primary">
            {l.go}
          </button>
        </p>
      </form>
    </section>
  );
}
