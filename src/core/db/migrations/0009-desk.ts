/** The writing desk: what writers changed is kept, and chapters can be posted at their hour. */
export const up = `
-- Every state that a chapter's text was in, the newest last; the chapter itself is the one that holds.
create table chapter_revisions (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  chapter_id bigint not null references chapters on delete cascade,
  -- Who saved it; null when they left.
  account_id bigint references accounts on delete set null,
  title text,
  summary_source text,
  start_notes_source text,
  end_notes_source text,
  source text not null,
  source_format text not null check (source_format in ('html', 'markdown', 'text')),
  html text not null,
  words integer not null,
  -- When it was saved, and when it stopped to hold.
  saved_at timestamptz not null,
  replaced_at timestamptz not null
);
create index chapter_revisions_chapter on chapter_revisions (chapter_id, id desc);
`;
