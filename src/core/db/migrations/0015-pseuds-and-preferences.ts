/** Pseuds say who they are; people say how they want things; works can be given away and accounts can go. */
export const up = `
alter table pseuds add column description text not null default '';

-- Written anew before it is kept, and small. Another picture has another id, so that an address always means the same.
create table pseud_icons (
  pseud_id bigint primary key references pseuds on delete cascade,
  public_id text not null unique,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/gif', 'image/webp')),
  width integer not null,
  height integer not null,
  bytes bytea not null,
  alt text not null default '',
  comment text not null default '',
  created_at timestamptz not null
);

alter table accounts
  -- The one that holds works which their makers gave away. Nobody logs in as it.
  add column is_orphan boolean not null default false,
  add column whole_work boolean not null default false,
  -- Stands in letters, so that whoever holds one can end letters of its kind; it opens nothing else.
  add column stop_token text unique;
create unique index accounts_one_orphan on accounts (is_orphan) where is_orphan;

-- Kinds of letters that somebody does not want.
create table account_notices (
  account_id bigint not null references accounts on delete cascade,
  kind text not null,
  primary key (account_id, kind)
);
`;
