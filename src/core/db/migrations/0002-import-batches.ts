/**
 * Many files brought at once: a batch and what each of its files needs to be read, joined, recognised and saved one by
 * one. Works know where they came from by one key for all forms of the address, and chapters what they were when they
 * came, so that a later version of the file replaces what nobody changed here and nothing else.
 */
export const up = `
create table import_batches (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  name text not null,
  -- Since when it goes on; null while it is stopped.
  going_since timestamptz,
  -- When files that are chapters of one work were last looked for; null when there are files that were not looked at.
  joined_at timestamptz,
  -- What is to be done with works that are here already, where nothing was said of one of them.
  existing text not null default 'ask' check (existing in ('ask', 'skip', 'update', 'new')),
  -- Whose name the works are to bear; null for the person's first pen name.
  pseud_id bigint references pseuds on delete set null,
  -- Files that were no stories (pictures, styles) and were left out.
  left_out integer not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index import_batches_account on import_batches (account_id, created_at desc);

alter table imports drop constraint imports_state_check;
alter table imports add constraint imports_state_check
  check (state in ('waiting', 'reading', 'review', 'failed', 'saved', 'skipped', 'joined'));
alter table imports
  add column batch_id bigint references import_batches on delete cascade,
  -- Its place in the batch, in the natural order of the names.
  add column position integer,
  -- Where it lies in the zip that 'file' names; null for a file of its own.
  add column entry jsonb,
  add column sha256 text,
  -- How often its reading was begun.
  add column attempts integer not null default 0,
  add column read_at timestamptz,
  -- What lists show of the draft and ask of it.
  add column title text not null default '',
  -- Who wrote it, as the file says.
  add column authors text[] not null default '{}',
  add column missing text[] not null default '{}',
  add column source_key text,
  -- The chapter that its address names, and how many chapters it holds.
  add column source_chapter integer,
  add column chapters integer not null default 0,
  -- The person's own work that this file is, and that it shall be another work all the same.
  add column existing_work_id bigint references works on delete set null,
  add column as_another boolean not null default false,
  -- What is to be done with it next.
  add column wish text check (wish in ('draft', 'posted', 'update')),
  -- A chapter of the work that this import is made of; and that a person took it out of one again.
  add column joined_into bigint references imports on delete set null,
  add column apart boolean not null default false;
create index imports_batch on imports (batch_id, position) where batch_id is not null;
create index imports_sha256 on imports (account_id, sha256) where sha256 is not null;
create index imports_joined on imports (joined_into) where joined_into is not null;
create index imports_file on imports (file);

alter table works add column source_key text;
create index works_source_key on works (source_key) where source_key is not null;
update works set source_key = case
  when source_url ~* '^https?://([a-z0-9-]+\\.)*(archiveofourown\\.(org|com|net|gay)|ao3\\.org)/((collections|users|tags)/[^/]+/)?works/[0-9]+'
    then 'ao3:' || substring(source_url from '/works/0*([0-9]+)')
  when source_url ~* '^https?://([a-z0-9-]+\\.)*fanfiction\\.net/s/[0-9]+'
    then 'ffnet:' || substring(source_url from '/s/0*([0-9]+)')
  else nullif(left(regexp_replace(regexp_replace(regexp_replace(source_url, '^https?://(www\\.)?', '', 'i'), '[?#].*$', ''), '/+$', ''), 500), '')
end
where source_url is not null;

alter table chapters
  -- Hash of what was brought in; another hash now means that it was changed here.
  add column import_hash text;

-- The former text of chapters that an import replaced, until its writer lets it go.
create table replaced_chapters (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  work_id bigint not null references works on delete cascade,
  chapter_id bigint not null references chapters on delete cascade,
  title text,
  summary_source text,
  summary text,
  start_notes_source text,
  start_notes text,
  end_notes_source text,
  end_notes text,
  source text not null,
  source_format text not null,
  html text not null,
  sanitiser_version integer not null,
  words integer not null,
  replaced_at timestamptz not null
);
create index replaced_chapters_work on replaced_chapters (work_id);
`;
