/** One place for what chapters were, whoever or whatever changed them; and works and chapters that wait for their hour. */
export const up = `
alter table chapters
  -- Who saved what stands there, and how: by the form, from a later version of the work's file, from a revision.
  add column saved_by bigint references accounts on delete set null,
  add column saved_as text not null default 'typed' check (saved_as in ('typed', 'file', 'revision')),
  -- Posted without a notice to those who follow the work.
  add column silent boolean not null default false,
  -- When a job posts it; the zone is the one in which its writer gave the hour.
  add column scheduled_for timestamptz,
  add column scheduled_zone text,
  add column scheduled_by bigint references accounts on delete set null,
  -- Why it could not be posted when its hour came, until its writer does something about it.
  add column schedule_faults text[],
  add constraint chapters_scheduled_is_draft check (scheduled_for is null or posted_at is null);
create index chapters_scheduled on chapters (scheduled_for) where scheduled_for is not null;

alter table works
  add column scheduled_for timestamptz,
  add column scheduled_zone text,
  add column scheduled_by bigint references accounts on delete set null,
  -- Why it could not be posted when its hour came, until its writer does something about it.
  add column schedule_faults text[],
  add constraint works_scheduled_is_draft check (scheduled_for is null or posted_at is null);
create index works_scheduled on works (scheduled_for) where scheduled_for is not null;

alter table chapter_revisions
  add column saved_as text not null default 'typed' check (saved_as in ('typed', 'file', 'revision'));

-- So far account_id was who replaced the text, not who saved it.
update chapter_revisions set account_id = null;
insert into chapter_revisions (public_id, chapter_id, title, summary_source, start_notes_source, end_notes_source,
    source, source_format, html, words, saved_at, replaced_at)
  select public_id, chapter_id, title, summary_source, start_notes_source, end_notes_source,
    source, source_format, html, words, replaced_at, replaced_at
  from replaced_chapters order by id;
drop table replaced_chapters;
`;
