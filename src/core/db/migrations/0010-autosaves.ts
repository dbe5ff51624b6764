/** Nothing typed is lost: texts that are not saved yet, and forms that came when nobody was logged in any more. */
export const up = `
-- What stands in a form of the writing desk before it is saved; one row a form, seen by nobody but its writer.
create table desk_autosaves (
  account_id bigint not null references accounts on delete cascade,
  -- The form's address, such as /works/new.
  form text not null,
  -- The form as a browser sends it, urlencoded.
  body text not null,
  -- The page that wrote it: another one has to have seen this version before it may replace it.
  tab text not null,
  version bigint not null default 1,
  saved_at timestamptz not null,
  primary key (account_id, form)
);
create index desk_autosaves_saved on desk_autosaves (saved_at);

-- Forms sent by a browser whose session had ended, for whoever logs in with it.
create table kept_forms (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  -- Of the token in the browser's cookie.
  token_hash bytea not null,
  -- Who fetched it first; nobody else can from then on.
  account_id bigint references accounts on delete cascade,
  path text not null,
  -- Whether the page at that path shows the form filled in.
  refills boolean not null,
  body text not null,
  kept_at timestamptz not null
);
create index kept_forms_token on kept_forms (token_hash);
create index kept_forms_kept on kept_forms (kept_at);
`;
