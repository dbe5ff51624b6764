/** Names of tags as they are completed, what a work is mainly about, what a single chapter warns of, who may comment. */
export const up = `
-- The words of a name, small and without accents, one space between them; each sign of a script without spaces is a word.
-- Made from name_key, which the program folds. words.ts of the room of tags does the same to what is typed.
alter table tags add column name_fold text not null generated always as (
  btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(translate(name_key, 'øłđıħŧ', 'oldiht'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '[''\u2018\u2019\u02bc\u0060\u00b4]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe30-\ufe4f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+', ' ', 'g'),
    ' *([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]) *', ' \\1 ', 'g'),
    ' +', ' ', 'g'))
) stored;
create index tags_words on tags using gin (array_to_tsvector(string_to_array(name_fold, ' ')));

-- A relationship that the work is mainly about, or one that is only in its background; null is not said.
alter table work_tags add column emphasis text check (emphasis in ('primary', 'background'));

-- Archive warnings and additional tags of one chapter. They say where; what the whole work holds is in work_tags.
create table chapter_tags (
  chapter_id bigint not null references chapters on delete cascade,
  tag_id bigint not null references tags,
  position integer not null,
  primary key (chapter_id, tag_id)
);
create index chapter_tags_tag on chapter_tags (tag_id);

-- Read once there are comments.
alter table works add column comments text not null default 'members' check (comments in ('everyone', 'members', 'nobody'));
alter table works add column comments_moderated boolean not null default false;
`;
