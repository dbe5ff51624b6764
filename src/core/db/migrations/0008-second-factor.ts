/** A second proof of who logs in: codes of an app, codes on paper, passkeys. */
export const up = `
create table totp_secrets (
  account_id bigint primary key references accounts on delete cascade,
  -- Base32, as the app holds it.
  secret text not null,
  -- Null until a first code has shown that the app has it.
  confirmed_at timestamptz,
  -- The last 30 seconds whose code was taken: each is good once.
  last_step bigint not null default 0,
  created_at timestamptz not null
);

create table recovery_codes (
  account_id bigint not null references accounts on delete cascade,
  code_hash bytea not null,
  primary key (account_id, code_hash)
);

create table passkeys (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index passkeys_account on passkeys (account_id);

-- What a browser was asked and has not answered yet; the cookie's token stands for it.
create table log_in_steps (
  token_hash bytea primary key,
  -- Null while a passkey has yet to say whose it is.
  account_id bigint references accounts on delete cascade,
  remember boolean not null default false,
  -- What the passkey has to sign.
  challenge text,
  expires_at timestamptz not null
);
create index log_in_steps_age on log_in_steps (expires_at);
`;
