/** How works look (skins, covers), what their headers were, what readers rather do not see, many works changed at once. */
export const up = `
-- CSS of a writer. Readers get it by the address of a work that has it, never by its own: one that stands on two works
-- would tell that both are of one hand. css is what the cleaner of that version left of source, held to the container.
create table skins (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  -- Null when its maker's account is gone and works still wear it.
  account_id bigint references accounts on delete set null,
  title text not null,
  source text not null,
  css text not null,
  cleaner_version integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index skins_account on skins (account_id);

-- What somebody last asked to see before saving it.
create table skin_previews (
  account_id bigint primary key references accounts on delete cascade,
  css text not null,
  at timestamptz not null
);

alter table works
  add column skin_id bigint references skins on delete set null,
  -- One of those that come with the archive, by name.
  add column archive_skin text,
  -- Who saved the header that stands there, and when; null before this was kept.
  add column header_saved_by bigint references accounts on delete set null,
  add column header_saved_at timestamptz,
  add constraint works_one_skin check (skin_id is null or archive_skin is null);
create index works_skin on works (skin_id) where skin_id is not null;

-- The picture of a work, whole and small; both are rows of media that belong to the work.
create table work_covers (
  work_id bigint primary key references works on delete cascade,
  media text not null references media (public_id) on delete cascade,
  small text not null references media (public_id) on delete cascade,
  alt text not null default ''
);

-- What a header was before it was changed: title, summary, notes and tags, as the form held them.
create table work_revisions (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  work_id bigint not null references works on delete cascade,
  account_id bigint references accounts on delete set null,
  title text not null,
  summary_source text,
  start_notes_source text,
  end_notes_source text,
  -- A list of {type, name, emphasis}, in their order.
  tags jsonb not null,
  saved_at timestamptz not null,
  replaced_at timestamptz not null
);
create index work_revisions_work on work_revisions (work_id, id);

alter table accounts
  add column hides_work_skins boolean not null default false,
  add column hides_warnings boolean not null default false,
  add column hides_freeforms boolean not null default false,
  add column shows_covers boolean not null default false;

-- One change of many works: chosen, described, looked at, then carried out work by work.
create table bulk_edits (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  -- What was typed into the form, to come back as it was; null before.
  changes jsonb,
  act text check (act in ('edit', 'orphan', 'delete')),
  state text not null default 'open' check (state in ('open', 'running', 'done')),
  created_at timestamptz not null,
  begun_at timestamptz
);
create index bulk_edits_account on bulk_edits (account_id, id);

create table bulk_edit_works (
  bulk_edit_id bigint not null references bulk_edits on delete cascade,
  position integer not null,
  -- Kept as it was called when it was chosen: the work may go.
  work_id bigint references works on delete set null,
  title text not null,
  state text not null default 'waiting' check (state in ('waiting', 'changed', 'same', 'failed')),
  fault text,
  primary key (bulk_edit_id, position)
);
create index bulk_edit_works_work on bulk_edit_works (work_id);
`;
