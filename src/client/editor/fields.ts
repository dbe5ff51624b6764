/** What stands in a form, as it would be sent. */
import type { Fields } from './copies.js';

export const fieldsOf = (form: HTMLFormElement): Fields =>
  [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );

export const bodyOf = (fields: Fields): string =>
  new URLSearchParams(fields.map(([n, v]) => [n, v])).toString();

const OF_THIS_PAGE: ReadonlySet<string> = new Set(['once', 'seen', 'autosaveTab', 'kept']);

/** Without what belongs to one opening of the page: two forms with the same answer hold the same text. */
export const bare = (fields: Fields): string =>
  JSON.stringify(
    fields
      .filter(([name]) => !OF_THIS_PAGE.has(name))
      .map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]),
  );

export const textOf = (fields: Fields, name: string): string =>
  fields.find(([given]) => given === name)?.[1] ?? '';
