/** For whom a work was made, and what it was made after. */
export const up = `
-- Whether others may give works to this person.
alter table accounts add column allows_gifts boolean not null default false;

create table gifts (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  work_id bigint not null references works on delete cascade,
  -- null for somebody who has no account here.
  account_id bigint references accounts on delete set null,
  pseud_id bigint references pseuds on delete set null,
  -- What the giver typed; of a pseud that is still there its own name is shown.
  name text not null,
  name_key text not null,
  created_at timestamptz not null,
  -- When the letter about it was written.
  told_at timestamptz,
  -- What was refused stays, or it could be given again.
  refused_at timestamptz
);
-- One gift to a person, whatever their pseuds.
create unique index gifts_one_account on gifts (work_id, account_id) where account_id is not null;
create unique index gifts_one_name on gifts (work_id, name_key) where account_id is null;
create index gifts_account on gifts (account_id, id desc) where account_id is not null;

create table related_works (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  -- The work that was inspired, or is the translation.
  work_id bigint not null references works on delete cascade,
  -- What it was made after, when that is in this archive.
  parent_id bigint references works on delete cascade,
  -- The same elsewhere.
  url text,
  title text not null default '',
  author text not null default '',
  translation boolean not null default false,
  -- Of the parent elsewhere, BCP 47; '' is not said.
  language text not null default '',
  created_at timestamptz not null,
  told_at timestamptz,
  -- A creator of the parent lets it be named there.
  approved_at timestamptz,
  check ((parent_id is null) <> (url is null)),
  check (parent_id <> work_id)
);
create unique index related_works_one_parent on related_works (work_id, parent_id) where parent_id is not null;
create unique index related_works_one_url on related_works (work_id, url) where url is not null;
create index related_works_parent on related_works (parent_id) where parent_id is not null;
`;
