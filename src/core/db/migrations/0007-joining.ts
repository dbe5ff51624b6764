/** People join by themselves: a mail is confirmed by a link, invitations are counted, a forgotten password is chosen anew. */
export const up = `
alter table accounts
  add column agreed_at timestamptz,
  add column time_zone text,
  add column language text;

-- Links that letters hold. Only the hash of what stands in the letter is kept.
create table account_links (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  account_id bigint not null references accounts on delete cascade,
  purpose text not null check (purpose in ('confirm', 'reset', 'email')),
  -- The address that the link was sent to.
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index account_links_account on account_links (account_id, purpose);

-- Names that accounts had; for staff alone.
create table account_names (
  account_id bigint not null references accounts on delete cascade,
  login text not null,
  until timestamptz not null,
  primary key (account_id, until)
);

alter table sessions
  add column public_id text,
  add column remembered boolean not null default false,
  -- What the browser called itself, in few words.
  add column device text;
update sessions set public_id = substr(md5(id::text || random()::text), 1, 10);
alter table sessions alter column public_id set not null;
create unique index sessions_public_id on sessions (public_id);

create table invitations (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  code text not null unique,
  -- Who may give it away; null when it came from the queue or the host's desk.
  account_id bigint references accounts on delete cascade,
  email text,
  created_at timestamptz not null,
  sent_at timestamptz,
  used_at timestamptz,
  used_by bigint references accounts on delete set null
);
create index invitations_account on invitations (account_id);

-- Strangers who wait for an invitation, in the order in which they came.
create table invitation_queue (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  email text not null,
  email_key text not null unique,
  reason text not null,
  created_at timestamptz not null
);

-- Members who ask for invitations to give away.
create table invitation_requests (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  wanted integer not null,
  reason text not null,
  created_at timestamptz not null
);
create unique index invitation_requests_one on invitation_requests (account_id);
`;
