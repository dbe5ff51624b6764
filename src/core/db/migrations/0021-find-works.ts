/**
 * What searches ask: a row for each work that stands in lists, made from the works, their tags and their makers by
 * following the change log. Everything here can be thrown away and made again, but for works.text_searchable.
 */
export const up = `
-- Whether the text of the chapters can be searched. Title, makers, tags, summary and notes always can.
alter table works add column text_searchable boolean not null default true;

-- Has no foreign key: a row goes when it is derived anew, together with its part in tag_uses (0020).
create table find_works (
  work_id bigint primary key,
  -- The transaction that wrote the row; followers read what their last snapshot did not see.
  xid xid8 not null default pg_current_xact_id(),
  audience text not null check (audience in ('public', 'members')),
  -- What facets count: of each tag its canonical one, where it has none the tag itself.
  direct bigint[] not null,
  -- What matching goes by: direct, the tags as typed, and all metatags above.
  filters bigint[] not null,
  language text not null,
  words bigint not null,
  chapters bigint not null,
  kudos bigint not null,
  hits bigint not null,
  comments bigint not null,
  bookmarks bigint not null,
  -- Seconds since 1970.
  updated bigint not null,
  published bigint not null,
  complete boolean not null,
  crossover boolean not null,
  otp boolean not null,
  anonymous boolean not null,
  -- Pseuds, and series; both empty when anonymous.
  creators bigint[] not null,
  series bigint[] not null,
  sort_title text collate "C" not null,
  sort_creator text collate "C" not null,
  -- Title A; makers, tags and series B; summary and notes C.
  head tsvector not null
);
create index find_works_sets on find_works using gin (filters, head, creators, series);
create index find_works_updated on find_works (updated desc, work_id desc);
create index find_works_xid on find_works (xid);
alter table find_works alter column filters set statistics 1000;

-- Works that stand in lists no more, for followers that knew them.
create table find_gone (
  work_id bigint primary key,
  xid xid8 not null default pg_current_xact_id()
);
create index find_gone_xid on find_gone (xid);

-- The words of chapters. A long chapter has several parts: places in a tsvector are counted up to 16,383, and of one
-- word up to 255 times.
create table find_texts (
  chapter_id bigint not null references chapters on delete cascade,
  part integer not null,
  work_id bigint not null references works on delete cascade,
  -- Of what the words were taken from.
  hash text not null,
  words tsvector not null,
  primary key (chapter_id, part)
);
create index find_texts_work on find_texts (work_id);
create index find_texts_words on find_texts using gin (words);

-- Works of the tags that changed, or of all tags, as they are derived anew.
create table find_rederivations (
  id bigint generated always as identity primary key,
  -- null is every work.
  tag_ids bigint[],
  total bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz
);

-- Works that wait to be derived: single ones before those of a mass.
create table find_due (
  work_id bigint primary key,
  rederivation_id bigint references find_rederivations on delete set null,
  -- Whether the words of the chapters may have changed too.
  texts boolean not null default true,
  -- Its row is made; the words of its chapters wait.
  listed boolean not null default false
);
create index find_due_order on find_due (listed, rederivation_id nulls first, work_id);
create index find_due_rederivation on find_due (rederivation_id) where rederivation_id is not null;

-- The snapshot up to which the change log was read. It names the transactions that were still open, so what they wrote
-- is read once they commit, and one that stays open delays nobody.
create table find_position (
  one boolean primary key default true check (one),
  snapshot pg_snapshot not null
);
insert into find_position (snapshot) values (pg_current_snapshot());
insert into find_due (work_id) select id from works where audience in ('public', 'members');

create function tell_changes() returns trigger language plpgsql as $body$
begin
  perform pg_notify('fanlight_changes', '');
  return null;
end
$body$;
create trigger changes_told after insert on changes for each statement execute function tell_changes();

-- Who may see a work and who made it is never changed without a line in the change log, whoever changes it.
create function log_standing() returns trigger language plpgsql as $body$
begin
  insert into changes (kind, thing_id, what, at) values ('work', new.id, 'standing', new.changed_at);
  return null;
end
$body$;
create trigger works_standing after update on works for each row
  when (old.audience is distinct from new.audience or old.anonymous is distinct from new.anonymous)
  execute function log_standing();
`;
