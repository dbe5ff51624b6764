/** Passkeys (WebAuthn): the device proves itself, and by its own lock whoever holds it. */
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';

/** Where passkeys are good: the host name, and the address of the pages. */
export interface Party {
  id: string;
  origin: string;
  name: string;
}

/** Null where there can be none: browsers want a host name, and https but on localhost. */
export function partyOf(origin: string, name: string): Party | null {
  const { hostname, protocol } = new URL(origin);
  const isNumber = /^[\d.]+$|^\[/.test(hostname);
  if (isNumber || (protocol !== 'https:' && hostname !== 'localhost')) return null;
  return { id: hostname, origin, name };
}

export interface Passkey {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | null;
}

export const MOST_PASSKEYS = 20;

export const passkeysOf = (db: Kysely<DB>, accountId: number): Promise<Passkey[]> =>
  db
    .selectFrom('passkeys')
    .select(['public_id as id', 'name', 'created_at as createdAt', 'used_at as usedAt'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();

const credentials = async (db: Kysely<DB>, accountId: number) =>
  (
    await db
      .selectFrom('passkeys')
      .select(['credential_id', 'transports'])
      .where('account_id', '=', accountId)
      .execute()
  ).map(({ credential_id, transports }) => ({
    id: credential_id,
    transports: transports as AuthenticatorTransport[],
  }));

/** What the browser is asked to make a new one. */
export async function registrationOptions(
  db: Kysely<DB>,
  party: Party,
  account: { id: number; login: string; publicId: string },
) {
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: account.login,
    userID: new TextEncoder().encode(account.publicId),
    attestationType: 'none',
    excludeCredentials: await credentials(db, account.id),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

/** Keeps the new passkey. @returns false when what came does not prove it. */
export async function addPasskey(
  db: Kysely<DB>,
  party: Party,
  accountId: number,
  given: { response: unknown; challenge: string; name: string },
  at: Date,
): Promise<boolean> {
  const verified = await verifyRegistrationResponse({
    response: given.response as RegistrationResponseJSON,
    expectedChallenge: given.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified || !verified.registrationInfo) return false;
  const { credential } = verified.registrationInfo;
  const row = await db
    .insertInto('passkeys')
    .values({
      public_id: newId(),
      account_id: accountId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name: given.name,
      created_at: at,
    })
    .onConflict((c) => c.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What the browser is asked to prove: any passkey, or one of this account. */
export async function authenticationOptions(db: Kysely<DB>, party: Party, accountId: number | null) {
  return generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    ...(accountId === null ? {} : { allowCredentials: await credentials(db, accountId) }),
  });
}

/** Whose passkey it is, where it is one and signed the challenge; else null. */
export async function verifyPasskey(
  db: Kysely<DB>,
  party: Party,
  given: { response: unknown; challenge: string; accountId: number | null },
  at: Date,
): Promise<number | null> {
  const id = (given.response as { id?: unknown } | null)?.id;
  if (typeof id !== 'string') return null;
  const row = await db.selectFrom('passkeys').selectAll().where('credential_id', '=', id).executeTakeFirst();
  if (!row || (given.accountId !== null && row.account_id !== given.accountId)) return null;
  const verified = await verifyAuthenticationResponse({
    response: given.response as AuthenticationResponseJSON,
    expectedChallenge: given.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: {
      id: row.credential_id,
      publicKey: new Uint8Array(row.public_key),
      counter: Number(row.counter),
      transports: row.transports as AuthenticatorTransport[],
    },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  await db
    .updateTable('passkeys')
    .set({ counter: verified.authenticationInfo.newCounter, used_at: at })
    .where('id', '=', row.id)
    .execute();
  return row.account_id;
}

export async function removePasskey(db: Kysely<DB>, accountId: number, id: string): Promise<void> {
  await db.deleteFrom('passkeys').where('account_id', '=', accountId).where('public_id', '=', id).execute();
}
