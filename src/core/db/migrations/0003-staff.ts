/**
 * What staff do is written down: who, what, on what, when, why. Names are not: an account is shown as it is called when
 * the log is read, and one that is gone as gone. Other things keep the name that they had, since they may be deleted by
 * the very act.
 */
export const up = `
create table staff_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- Who; null is the command line, or an account that is gone.
  account_id bigint references accounts on delete set null,
  by_command_line boolean not null default false,
  act text not null,
  thing_kind text not null,
  -- The outward id of what it was done to.
  thing_id text not null,
  thing_name text not null default '',
  why text not null default '',
  -- Such as a role, or the end of a suspension.
  details text not null default ''
);
create index staff_log_account on staff_log (account_id, id desc);
create index staff_log_act on staff_log (act, id desc);
create index staff_log_thing on staff_log (thing_kind, thing_id, id desc);

-- What staff say about an account. A note is read by staff alone; the others are told to the person.
create table account_notes (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  kind text not null check (kind in ('note', 'warning', 'suspension', 'ban')),
  text text not null,
  author_id bigint references accounts on delete set null,
  created_at timestamptz not null,
  -- When the person said to have read it.
  read_at timestamptz
);
create index account_notes_account on account_notes (account_id, id desc);
create index account_notes_unread on account_notes (account_id) where kind <> 'note' and read_at is null;

create index account_roles_role on account_roles (role);
create index accounts_newest on accounts (created_at desc, id desc);
`;
