/**
 * The first stone: settings, people, tags, works with chapters and images, imports.
 * `anonymous`, `unrevealed` and `hidden_at` stand here although nothing sets them yet:
 * the law of visibility needs them in every query from the first one on.
 * Times are timestamptz; a day without a time is 12:00 UTC. Outward ids are `public_id`.
 */
export const up = `
create table settings (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

create table accounts (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  login text not null,
  login_key text not null unique,
  email text not null,
  email_key text not null unique,
  email_confirmed_at timestamptz,
  password_hash text not null,
  shows_adult boolean not null default false,
  created_at timestamptz not null,
  suspended_until timestamptz,
  banned_at timestamptz
);

create table account_roles (
  account_id bigint not null references accounts on delete cascade,
  role text not null check (role in ('host', 'admin', 'moderator', 'tag_wrangler', 'archivist')),
  granted_at timestamptz not null,
  primary key (account_id, role)
);

create table sessions (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  account_id bigint not null references accounts on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_account on sessions (account_id);
create index sessions_expiry on sessions (expires_at);

create table pseuds (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  name text not null,
  name_key text not null,
  is_default boolean not null,
  created_at timestamptz not null,
  unique (account_id, name_key)
);
create unique index pseuds_one_default on pseuds (account_id) where is_default;
create index pseuds_name on pseuds (name_key);

-- A tag's name is unique over all types; the first speller's case and accents win.
create table tags (
  id bigint generated always as identity primary key,
  type text not null check (type in ('rating', 'warning', 'category', 'fandom', 'relationship', 'character', 'freeform')),
  name text not null,
  name_key text not null unique,
  canonical boolean not null default false,
  created_at timestamptz not null
);

create table works (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  title text not null,
  sort_title text not null,
  language text not null,
  summary_source text,
  summary text,
  start_notes_source text,
  start_notes text,
  end_notes_source text,
  end_notes text,
  sanitiser_version integer not null,
  adult boolean not null,
  restricted boolean not null default false,
  anonymous boolean not null default false,
  unrevealed boolean not null default false,
  hidden_at timestamptz,
  deleted_at timestamptz,
  posted_at timestamptz,
  -- Who may see the work at all; a creator who has accepted always may, unless it is deleted.
  audience text not null generated always as (
    case
      when deleted_at is not null then 'staff'
      when posted_at is null or unrevealed or hidden_at is not null then 'creators'
      when restricted then 'members'
      else 'public'
    end
  ) stored,
  published_at timestamptz not null,
  revised_at timestamptz not null,
  chapters_posted integer not null default 0,
  chapters_expected integer,
  complete boolean not null generated always as (chapters_expected is not null and chapters_posted >= chapters_expected) stored,
  words integer not null default 0,
  -- A chapter was posted / anything else changed.
  major_version integer not null default 1,
  minor_version integer not null default 0,
  source_url text,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index works_newest on works (revised_at desc, id desc) where audience in ('public', 'members');
create index works_source on works (source_url) where source_url is not null;

create table chapters (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  work_id bigint not null references works on delete cascade,
  position integer not null,
  title text,
  summary_source text,
  summary text,
  start_notes_source text,
  start_notes text,
  end_notes_source text,
  end_notes text,
  -- What the writer gave, and what is shown. The better sanitiser of tomorrow runs again on the source.
  source text not null,
  source_format text not null check (source_format in ('html', 'markdown', 'text')),
  html text not null,
  sanitiser_version integer not null,
  words integer not null,
  posted_at timestamptz,
  published_at timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (work_id, position) deferrable initially deferred
);

create table creatorships (
  work_id bigint not null references works on delete cascade,
  pseud_id bigint not null references pseuds,
  position integer not null,
  accepted_at timestamptz,
  primary key (work_id, pseud_id)
);
create index creatorships_pseud on creatorships (pseud_id);

create table work_tags (
  work_id bigint not null references works on delete cascade,
  tag_id bigint not null references tags,
  position integer not null,
  primary key (work_id, tag_id)
);
create index work_tags_tag on work_tags (tag_id, work_id);

create table work_counts (
  work_id bigint primary key references works on delete cascade,
  hits bigint not null default 0,
  kudos bigint not null default 0,
  comments bigint not null default 0,
  bookmarks bigint not null default 0
);

create table series (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  title text not null,
  title_key text not null,
  created_at timestamptz not null,
  unique (account_id, title_key)
);

create table series_works (
  series_id bigint not null references series on delete cascade,
  work_id bigint not null references works on delete cascade,
  position integer not null,
  primary key (series_id, work_id)
);
create index series_works_work on series_works (work_id);

create table imports (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint not null references accounts on delete cascade,
  state text not null check (state in ('waiting', 'reading', 'review', 'failed', 'saved')),
  -- What came in: a name to show, and the file under the data folder that keeps it.
  name text not null,
  file text not null,
  bytes bigint not null,
  -- What a person or the command line asked for, over what the file says.
  wishes jsonb not null default '{}',
  form text,
  -- What the review shows: the work's fields, and its chapters as blocks.
  draft jsonb,
  revision integer not null default 0,
  undo jsonb not null default '[]',
  messages jsonb not null default '[]',
  error text,
  work_id bigint references works on delete set null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index imports_account on imports (account_id, changed_at desc);

-- Images that came with a work. Their bytes lie under the data folder by their hash.
create table media (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  sha256 text not null,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/gif', 'image/webp')),
  width integer not null,
  height integer not null,
  bytes integer not null,
  -- Seen by whoever may see the work; before there is one, by the person who brought it.
  account_id bigint references accounts on delete set null,
  work_id bigint references works on delete cascade,
  created_at timestamptz not null
);
create index media_work on media (work_id);

-- What changed, for whoever keeps something derived. Read only below pg_snapshot_xmin(pg_current_snapshot()):
-- numbers commit out of order, and a reader that goes by them loses rows.
create table changes (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  thing_id bigint not null,
  what text not null,
  at timestamptz not null
);
create index changes_xid on changes (xid, id);

-- A form that is sent twice is carried out once.
create table idempotency_keys (
  key text primary key,
  location text not null,
  created_at timestamptz not null
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
`;
