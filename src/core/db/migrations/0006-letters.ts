/** Letters are queued in the transaction that has a reason for them, so that none is sent for what was rolled back. */
export const up = `
create table letters (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  account_id bigint references accounts on delete set null,
  email text not null,
  kind text not null,
  from_name text not null,
  subject text not null,
  -- Emptied once it is sent: letters hold links that open accounts.
  text text not null,
  html text not null,
  attachments jsonb not null default '[]',
  stop_url text,
  created_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz,
  fault text check (fault in ('refused', 'unreachable'))
);
create index letters_account on letters (account_id);
create index letters_age on letters (created_at);
`;
