/** Asking to name somebody's work is answered, answers last, and nobody is asked again and again. */
export const up = `
alter table accounts
  -- Whether works of others may name this person's as what they were made after.
  add column allows_related boolean not null default true;

alter table related_works
  -- A creator of the parent does not want it named there. It stays, or it could be asked again.
  add column refused_at timestamptz,
  -- Taken off the work after its parent's creators were told: the answer and the letter are not wanted twice.
  add column removed_at timestamptz;
create index related_works_work on related_works (work_id, id);

-- Taken back after its receiver was told of it: given again it is no news.
alter table gifts add column taken_back_at timestamptz;

-- Requests to be a co-creator that ended without a yes.
create table past_requests (
  work_id bigint not null references works on delete cascade,
  account_id bigint not null references accounts on delete cascade,
  asked_by bigint references accounts on delete cascade,
  declined boolean not null,
  ended_at timestamptz not null,
  primary key (work_id, account_id)
);
create index past_requests_account on past_requests (account_id, asked_by);
create index past_requests_asker on past_requests (asked_by) where asked_by is not null;
`;
