/** The parser alone: the whole package brings a lexer and its tables along, which are not asked here. */
declare module 'css-tree/parser' {
  import type { parse as Parse } from 'css-tree';

  const parse: typeof Parse;
  export default parse;
}
