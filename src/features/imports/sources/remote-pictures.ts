import type { SourceWork } from '../source-work.js';

const REMOTE = /<img\b[^>]{0,2000}?\ssrc="(?:https?:)?\/\/[^"]/gi;

/** Says how many pictures lie on other servers: they are never fetched, and the text keeps links to them. */
export function remotePictures(work: SourceWork): string[] {
  const count = work.chapters.reduce((sum, { body }) => sum + (body.match(REMOTE)?.length ?? 0), 0);
  if (count === 0) return [];
  return [
    `${count === 1 ? 'A picture lies' : `${count} pictures lie`} on another server and ${count === 1 ? 'is' : 'are'} not fetched: ${count === 1 ? 'a link stands in its place' : 'links stand in their places'}. Save the page with its pictures to bring them along.`,
  ];
}
