/** What readers keep of their searches: what they never want to see, searches with a name, favourite tags. */
export const up = `
create table personal_filters (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  -- 'shorter': works of fewer words than \`words\`; 'longer': of more.
  kind text not null check (kind in ('tag', 'creator', 'work', 'language', 'shorter', 'longer', 'anonymous')),
  tag_id bigint references tags,
  pseud_id bigint references pseuds on delete cascade,
  work_id bigint references works on delete cascade,
  language text,
  words integer check (words >= 0),
  -- For the reader's own eyes.
  reason text not null default '',
  created_at timestamptz not null,
  constraint personal_filters_whole check (
    (kind = 'tag') = (tag_id is not null) and (kind = 'creator') = (pseud_id is not null)
    and (kind = 'work') = (work_id is not null) and (kind = 'language') = (language is not null)
    and (kind in ('shorter', 'longer')) = (words is not null))
);
create unique index personal_filters_once on personal_filters
  (account_id, kind, tag_id, pseud_id, work_id, language) nulls not distinct;
create index personal_filters_tag on personal_filters (tag_id) where tag_id is not null;
create index personal_filters_pseud on personal_filters (pseud_id) where pseud_id is not null;
create index personal_filters_work on personal_filters (work_id) where work_id is not null;

create table saved_searches (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  name text not null,
  name_key text not null,
  -- As the language of queries writes it; "three weeks ago" stays so.
  query text not null,
  -- A letter when there are new works.
  alerts boolean not null default false,
  -- Works that came before this are not told of.
  alerts_since timestamptz,
  created_at timestamptz not null,
  unique (account_id, name_key)
);
create index saved_searches_alerts on saved_searches (id) where alerts;

-- Works that a search has told of, so that none is told of twice.
create table saved_search_told (
  search_id bigint not null references saved_searches on delete cascade,
  work_id bigint not null references works on delete cascade,
  primary key (search_id, work_id)
);
create index saved_search_told_work on saved_search_told (work_id);

create table favourite_tags (
  account_id bigint not null references accounts on delete cascade,
  tag_id bigint not null references tags,
  created_at timestamptz not null,
  primary key (account_id, tag_id)
);
create index favourite_tags_tag on favourite_tags (tag_id);
`;
