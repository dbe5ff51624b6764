/**
 * Tags change their type. What searches ask has numbers of tags and no types, so its rows stay as they are; whoever
 * follows them reads the types of the tags of every row that was written, and learns a new type from a few of them.
 */
export const up = `
create function tell_tag_type() returns trigger language plpgsql as $body$
begin
  update find_works set xid = pg_current_xact_id()
  where work_id in (select work_id from find_works where filters @> array[new.id] limit 8);
  return null;
end
$body$;
create trigger tags_type_told after update of type on tags for each row
  when (old.type is distinct from new.type) execute function tell_tag_type();
`;
