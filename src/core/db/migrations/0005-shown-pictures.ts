/**
 * Which texts show which pictures. A picture of a draft chapter, or one that its writer took out of the text again, must
 * not be seen by those who may see the work; whether it is shown is asked with every picture, so it can't be looked up
 * in the texts each time. It follows from the texts, by whatever hand they change, so the database itself keeps it.
 */
export const up = `
create table shown_pictures (
  work_id bigint not null references works on delete cascade,
  -- Null: the summary or the notes of the work.
  chapter_id bigint references chapters on delete cascade,
  -- The outward id of the picture; it may be of another work, or gone.
  media text not null
);
create index shown_pictures_media on shown_pictures (media, work_id);
create index shown_pictures_work on shown_pictures (work_id) where chapter_id is null;
create index shown_pictures_chapter on shown_pictures (chapter_id);

create function pictures_in(html text) returns table (media text) language sql immutable as $$
  select distinct found[1] from regexp_matches(html, '/media/([0-9a-z]{6,64})', 'g') as found
$$;

create function note_chapter_pictures() returns trigger language plpgsql as $$
declare
  prose text := concat_ws(' ', new.html, new.summary, new.start_notes, new.end_notes);
begin
  if tg_op = 'UPDATE' then delete from shown_pictures where chapter_id = new.id; end if;
  if strpos(prose, '/media/') > 0 then
    insert into shown_pictures (work_id, chapter_id, media) select new.work_id, new.id, p.media from pictures_in(prose) p;
  end if;
  return null;
end
$$;
create trigger chapter_pictures after insert or update of html, summary, start_notes, end_notes, work_id on chapters
  for each row execute function note_chapter_pictures();

create function note_work_pictures() returns trigger language plpgsql as $$
declare
  prose text := concat_ws(' ', new.summary, new.start_notes, new.end_notes);
begin
  if tg_op = 'UPDATE' then delete from shown_pictures where work_id = new.id and chapter_id is null; end if;
  if strpos(prose, '/media/') > 0 then
    insert into shown_pictures (work_id, media) select new.id, p.media from pictures_in(prose) p;
  end if;
  return null;
end
$$;
create trigger work_pictures after insert or update of summary, start_notes, end_notes on works
  for each row execute function note_work_pictures();

insert into shown_pictures (work_id, chapter_id, media)
  select c.work_id, c.id, p.media from chapters c,
    pictures_in(concat_ws(' ', c.html, c.summary, c.start_notes, c.end_notes)) p
  where c.work_id in (select work_id from media);
insert into shown_pictures (work_id, media)
  select w.id, p.media from works w, pictures_in(concat_ws(' ', w.summary, w.start_notes, w.end_notes)) p
  where w.id in (select work_id from media);

-- Pictures that nobody's work has taken are swept by age.
create index media_unclaimed on media (created_at) where work_id is null;
create index media_sha256 on media (sha256);
`;
