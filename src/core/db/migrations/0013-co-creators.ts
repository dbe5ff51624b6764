/** Works of several people: who asked whom, who is on which chapter; and series that their makers can describe and order. */
export const up = `
-- Whether others may ask this person to be named on a work.
alter table accounts add column allows_invitations boolean not null default false;

alter table creatorships
  -- Who asked; null for those who were on the work from the first, and when the asker's account is gone.
  add column invited_by bigint references accounts on delete set null,
  add column invited_at timestamptz;
create index creatorships_waiting on creatorships (pseud_id) where accepted_at is null;

-- Who made a chapter, where that is not everybody on the work: a chapter without rows is of all of them.
create table chapter_creatorships (
  chapter_id bigint not null references chapters on delete cascade,
  work_id bigint not null,
  pseud_id bigint not null,
  primary key (chapter_id, pseud_id),
  foreign key (work_id, pseud_id) references creatorships (work_id, pseud_id) on update cascade on delete cascade
);
create index chapter_creatorships_creator on chapter_creatorships (work_id, pseud_id);

alter table series
  add column description_source text,
  add column description text,
  add column notes_source text,
  add column notes text,
  add column sanitiser_version integer not null default 1,
  add column complete boolean not null default false;
`;
