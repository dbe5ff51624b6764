/** Passkeys: adding one to an account, and logging in with one. Where the browser has none, nothing is shown. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** What the archive says of a form that cannot be carried out. */
class Refusal extends Error {}

async function send(path: string, fields: Record<string, string>): Promise<unknown> {
  const answer = await fetch(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'application/json' },
  });
  const body = (await answer.json()) as { error?: { message?: string } };
  if (!answer.ok) throw new Refusal(body.error?.message ?? '');
  return body;
}

const go = (answer: unknown): void => window.location.assign((answer as { to: string }).to);

/** Shows the box; what goes wrong is said in it. */
function arm(box: HTMLElement, act: () => Promise<void>): () => void {
  const problem = box.querySelector<HTMLElement>('.problem');
  box.hidden = false;
  return () => {
    if (problem) problem.hidden = true;
    act().catch((error: unknown) => {
      if (!problem) return;
      problem.textContent = error instanceof Refusal ? error.message : (box.dataset.interrupted ?? '');
      problem.hidden = false;
    });
  };
}

function logInBox(box: HTMLElement): void {
  const remember = document.querySelector<HTMLInputElement>('input[name=remember]');
  const start = arm(box, async () => {
    const fields: Record<string, string> = remember?.checked ? { remember: 'yes' } : {};
    const optionsJSON = (await send(
      '/login/passkey/options',
      fields,
    )) as PublicKeyCredentialRequestOptionsJSON;
    const response = JSON.stringify(await startAuthentication({ optionsJSON }));
    go(await send('/login/passkey', { response, to: box.dataset.to ?? '/' }));
  });
  box.querySelector('button')?.addEventListener('click', start);
}

function addBox(box: HTMLElement): void {
  const form = box.querySelector('form');
  if (!form) return;
  const value = (name: string): string => String(new FormData(form).get(name) ?? '');
  const start = arm(box, async () => {
    const path = new URL(form.action).pathname;
    const optionsJSON = (await send(`${path}/options`, {
      current: value('current'),
    })) as PublicKeyCredentialCreationOptionsJSON;
    const response = JSON.stringify(await startRegistration({ optionsJSON }));
    go(await send(path, { response, name: value('name') }));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
}

if (browserSupportsWebAuthn()) {
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey-login]')) logInBox(box);
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey-add]')) addBox(box);
}
