/**
 * The graph of tags: canonical tags and their synonyms, metatags with their closure, parents across types, who did
 * what to it, and how much each tag is used. Tags stay free: nothing here is needed for a tag to be found as itself.
 */
export const up = `
-- Media stand above fandoms and are never put on works.
alter table tags drop constraint tags_type_check;
alter table tags add constraint tags_type_check
  check (type in ('rating', 'warning', 'category', 'fandom', 'relationship', 'character', 'freeform', 'media'));
-- The canonical tag that this one is a synonym of. Never a chain: its target has none.
alter table tags add column merger_id bigint references tags;
alter table tags add column unwrangleable boolean not null default false;
alter table tags add constraint tags_one_state
  check ((case when canonical then 1 else 0 end + case when merger_id is null then 0 else 1 end + case when unwrangleable then 1 else 0 end) <= 1);
create index tags_merger on tags (merger_id) where merger_id is not null;
-- Without quotes and dots before it and without an article.
alter table tags add column sort_name text not null generated always as (
  coalesce(nullif(regexp_replace(regexp_replace(name_key, '^[\\s''"\u201c\u201d\u2018\u2019\u00ab\u00bb\u00bf\u00a1.\u2026(\\[-]+', ''), '^(the|an|a) +', ''), ''), name_key)
) stored;
create index tags_sorted on tags (type, sort_name, id) where canonical;
-- What every archive has from the first day is canonical.
update tags set canonical = true where type in ('rating', 'warning', 'category') and name_key in (
  'not rated', 'general audiences', 'teen and up audiences', 'mature', 'explicit',
  'choose not to use archive warnings', 'no archive warnings apply', 'graphic depictions of violence',
  'major character death', 'rape/non-con', 'underage sex',
  'f/f', 'f/m', 'gen', 'm/m', 'multi', 'other');

-- Canonical tags of other types above this one: medium > fandom > character, relationship, freeform; character > relationship.
-- Not direct: a fandom that a relationship has from its characters.
create table tag_parents (
  tag_id bigint not null references tags,
  parent_id bigint not null references tags,
  direct boolean not null,
  primary key (tag_id, parent_id)
);
create index tag_parents_parent on tag_parents (parent_id, tag_id);

-- Canonical tags of the same type above this one, with all above them (not direct): the closure is stored.
create table tag_metas (
  tag_id bigint not null references tags,
  meta_id bigint not null references tags check (meta_id <> tag_id),
  direct boolean not null,
  primary key (tag_id, meta_id)
);
create index tag_metas_meta on tag_metas (meta_id, tag_id);

-- By which tags a work is found that has this one: itself, its canonical tag, all metatags above. What facets count
-- of it is coalesce(tags.merger_id, tags.id).
create view tag_filters as
  select id as tag_id, id as filter_id from tags
  union all
  select id, merger_id from tags where merger_id is not null
  union all
  select t.id, m.meta_id from tags t join tag_metas m on m.tag_id = coalesce(t.merger_id, t.id);

-- In how many listed works' filters a tag is: for guests, and for members (who see the public ones too).
-- The room that finds works keeps it. No row is none.
create table tag_uses (
  tag_id bigint primary key references tags,
  public integer not null check (public >= 0),
  members integer not null check (members >= public)
);
-- For completion: 0 is less than ten uses, 1 ten and more, 2 a hundred, 3 a thousand.
alter table tags add column tier smallint not null default 0 check (tier between 0 and 3);
create function tier_of_uses(members integer) returns smallint language sql immutable as
  'select (case when members >= 1000 then 3 when members >= 100 then 2 when members >= 10 then 1 else 0 end)::smallint';
create function set_tag_tier() returns trigger language plpgsql as $$
begin
  update tags set tier = tier_of_uses(new.members) where id = new.tag_id and tier <> tier_of_uses(new.members);
  return null;
end $$;
create trigger tag_uses_inserted after insert on tag_uses for each row
  when (new.members >= 10) execute function set_tag_tier();
create trigger tag_uses_changed after update on tag_uses for each row
  when (tier_of_uses(old.members) <> tier_of_uses(new.members)) execute function set_tag_tier();

-- What waits for a wrangler, the much used first.
create index tags_unwrangled on tags (type, tier desc, id)
  where not canonical and merger_id is null and not unwrangleable;

-- Where completion looks for a name: its type, canonical or not, and the tier. Each word is indexed behind its shelf,
-- so that a short beginning reads the much used names alone.
alter table tags add column shelf text not null generated always as (
  case type when 'rating' then '0' when 'warning' then '1' when 'category' then '2' when 'fandom' then '3'
    when 'relationship' then '4' when 'character' then '5' when 'freeform' then '6' else '7' end
  || case when canonical then 'c' else 't' end || tier::text
) stored;
drop index tags_words;
create index tags_words on tags using gin (
  array_to_tsvector(string_to_array(regexp_replace(name_fold, '(^| )(?=.)', '\\1' || shelf, 'g'), ' '))
) with (fastupdate = off);

-- What wranglers did, one row an act, with each single change before and after: enough to take it back.
create table tag_acts (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  at timestamptz not null,
  -- Null is the command line, or an account that is gone.
  account_id bigint references accounts on delete set null,
  by_command_line boolean not null default false,
  act text not null,
  why text not null default '',
  deltas jsonb not null,
  -- The act that this one takes back.
  undoes bigint references tag_acts
);
create index tag_acts_account on tag_acts (account_id, id desc);
create unique index tag_acts_undone on tag_acts (undoes) where undoes is not null;
create table tag_act_tags (
  act_id bigint not null references tag_acts on delete cascade,
  tag_id bigint not null references tags,
  primary key (tag_id, act_id)
);

-- Two tags that somebody has said are not the same.
create table tag_dismissals (
  low_id bigint not null references tags,
  high_id bigint not null references tags check (high_id > low_id),
  account_id bigint references accounts on delete set null,
  at timestamptz not null,
  primary key (low_id, high_id)
);

-- Who looks after which fandom.
create table wrangling_assignments (
  fandom_id bigint not null references tags,
  account_id bigint not null references accounts on delete cascade,
  at timestamptz not null,
  primary key (fandom_id, account_id)
);
create index wrangling_assignments_account on wrangling_assignments (account_id);

-- What wranglers say to one another about a tag.
create table tag_comments (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  tag_id bigint not null references tags,
  account_id bigint references accounts on delete set null,
  text text not null,
  at timestamptz not null
);
create index tag_comments_tag on tag_comments (tag_id, id);
`;
