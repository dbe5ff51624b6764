/**
 * Works that an archivist brings in for writers who are not here. Their names stand on the works as text; the archivist
 * looks after the works until the writer, by a link, claims them, leaves them or has them deleted. What was decided
 * stays, also of a work that is gone.
 */
export const up = `
-- A writer of a rescued archive, as one archivist knows them.
create table external_authors (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  -- null when the archivist's account is gone; the link goes on.
  archivist_id bigint references accounts on delete set null,
  name text not null,
  name_key text not null,
  -- Where the works come from, such as the name of the old archive.
  archive text not null default '',
  archive_key text not null default '',
  email text,
  -- The one link to all their works that counts.
  token_hash bytea unique,
  token_expires_at timestamptz,
  created_at timestamptz not null
);
create unique index external_authors_one on external_authors (archivist_id, archive_key, name_key);
create index external_authors_name on external_authors (name_key);

create table external_creatorships (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  author_id bigint not null references external_authors on delete cascade,
  -- null when the work is gone.
  work_id bigint references works on delete set null,
  name text not null,
  position integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'claimed', 'left', 'refused')),
  -- What the work was called when it was decided.
  title text not null default '',
  decided_at timestamptz,
  decided_by bigint references accounts on delete set null,
  created_at timestamptz not null
);
create unique index external_creatorships_one on external_creatorships (work_id, author_id) where work_id is not null;
create index external_creatorships_author on external_creatorships (author_id, id desc);

-- Looks after the work and did not write it; no byline names them as its writer.
alter table creatorships add column as_archivist boolean not null default false;

-- What its writer does not want here: hashes of where a work came from, of an e-mail, of a writer's name in an archive.
create table import_refusals (
  key bytea primary key,
  created_at timestamptz not null
);
`;
