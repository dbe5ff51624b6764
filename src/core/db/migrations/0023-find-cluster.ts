/**
 * Numbers of transactions mean something in the cluster alone that gave them. A database that was restored into another
 * one has to notice, or what changes there would seem to be read already.
 */
export const up = `
alter table find_position add column cluster text;
`;
