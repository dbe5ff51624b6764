/** Bodies for the test books: every allowed element with its attributes, and markup that nests as it should not. */
import { ALLOWED_ELEMENTS, attributeNames } from '../../src/core/text/allow.js';

const VALUES: Record<string, string> = {
  abbr: 'short',
  align: 'center',
  alt: 'A lamp on a sill',
  axis: 'time',
  border: '1',
  cite: 'https://example.org/a b?c=d|e',
  class: 'quiet fl-note under_line',
  colspan: '2',
  dir: 'rtl',
  height: '20px',
  href: 'https://example.org/path?q={a}|b&c=%zz#top',
  lang: 'pt-BR',
  name: 'u-anchor',
  open: 'open',
  rel: 'nofollow',
  reversed: 'reversed',
  rowspan: '2',
  scope: 'col',
  span: '2',
  src: '/media/lamp01',
  start: '3',
  summary: 'Times and tides',
  title: 'A "title" & more <of it>',
  type: '1',
  value: '7',
  width: '50%',
};

const VOID = new Set(['br', 'col', 'hr', 'img']);
/** Elements that stand only inside others, with what surrounds them. */
const INSIDE: Record<string, [before: string, after: string]> = {
  caption: ['<table>', '<tr><td>cell</td></tr></table>'],
  col: ['<table><colgroup>', '</colgroup><tr><td>cell</td></tr></table>'],
  colgroup: ['<table>', '<tr><td>cell</td></tr></table>'],
  dd: ['<dl><dt>term</dt>', '</dl>'],
  dt: ['<dl>', '<dd>definition</dd></dl>'],
  figcaption: ['<figure><img src="/media/lamp01" alt="lamp">', '</figure>'],
  li: ['<ol>', '</ol>'],
  rp: ['<ruby>base', '<rt>reading</rt></ruby>'],
  rt: ['<ruby>base', '</ruby>'],
  summary: ['<details>', '<p>Inside.</p></details>'],
  tbody: ['<table>', '</table>'],
  td: ['<table><tr>', '</tr></table>'],
  tfoot: ['<table>', '</table>'],
  th: ['<table><tr>', '<th>other</th></tr><tr><td>one</td><td>two</td></tr></table>'],
  thead: ['<table>', '<tr><td>cell</td></tr></table>'],
  tr: ['<table>', '</table>'],
};
const CONTENT: Record<string, string> = {
  colgroup: '<col>',
  dl: '<dt>term</dt><dd>definition</dd>',
  ol: '<li>item</li>',
  ruby: '東<rt>とう</rt>京<rp>(</rp><rt>きょう</rt><rp>)</rp>',
  table: '<caption>Tides</caption><tr><th scope="col">hour</th></tr><tr><td>six</td></tr>',
  tbody: '<tr><td>cell</td></tr>',
  tfoot: '<tr><td>cell</td></tr>',
  thead: '<tr><th>head</th></tr>',
  tr: '<td>cell</td>',
  ul: '<li>item</li>',
};

function one(name: string, attributes: string): string {
  const [before, after] = INSIDE[name] ?? ['', ''];
  const content = VOID.has(name) ? '' : `${CONTENT[name] ?? `the ${name} element`}</${name}>`;
  return `${before}<${name}${attributes}>${content}${after}`;
}

/** Every element of the allow-list, bare and with all of its attributes; `u-anchor` is linked to. */
export function everyElement(): string {
  const parts: string[] = [];
  for (const name of [...ALLOWED_ELEMENTS].sort()) {
    const attributes = attributeNames(name).map(
      (key) => ` ${key}="${(VALUES[key] ?? 'x').replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`,
    );
    parts.push(
      one(name, name === 'img' ? ' src="/media/lamp01" alt="lamp"' : ''),
      one(name, attributes.join('')),
    );
  }
  return `${parts.join('\n')}<p><a href="#u-anchor">back</a> <a href="#u-missing">nowhere</a></p>`;
}

/** Inline elements that nest by the same rules as `em` and `span`: these two stand for them. */
const LIKE_EM = new Set(
  'acronym b big cite code i kbd s samp small strike strong sub sup tt u var'.split(' '),
);

/** Every allowed element inside every other, as a careless editor would write it; one text for each `count` outer ones. */
export function everyPair(count: number): string[] {
  const names = [...ALLOWED_ELEMENTS].filter((name) => !VOID.has(name) && !LIKE_EM.has(name)).sort();
  const rows = names.map((outer) =>
    names.map((inner) => `<${outer}>o<${inner}>i</${inner}></${outer}>`).join(''),
  );
  return Array.from({ length: Math.ceil(rows.length / count) }, (_, i) =>
    rows.slice(i * count, (i + 1) * count).join('\n'),
  );
}

const deep = (name: string, depth: number): string =>
  `${`<${name}>`.repeat(depth)}deep${`</${name}>`.repeat(depth)}`;

export const nasty = [
  '<em><p>emphasis around a paragraph</p><p>and another</p></em>',
  '<strong>bold <ul><li>around a list<li>of two</ul> and after</strong>',
  '<a href="https://example.org/"><p>a link around a block</p><blockquote>and a quotation</blockquote></a>',
  '<span lang="fr" title="Bonjour"><h1>heading in a span</h1>text<table><tr><td>cell</td></tr></table></span>',
  '<h1>One</h1><h4>Four</h4><h2>Two</h2><h6>Six</h6><h6></h6><h3><br></h3><h5><img src="/media/lamp01" alt="lamp"></h5>',
  '<ul>text in a list<p>paragraph in a list</p><li>item<ul><li>nested</li></ul></li><ul><li>list in a list</li></ul></ul><ol></ol><ul>  </ul>',
  '<dl><dd>definition first</dd><dt>term last</dt></dl><dl>text</dl><dl></dl><dl><div><dt>t</dt><dd>d</dd></div></dl>',
  '<dl><dt><h3>heading in a term</h3></dt><dd>ok</dd></dl>',
  '<li>stray item</li><li>and another</li><dt>stray term</dt><dd>stray definition</dd><figcaption>stray caption</figcaption>',
  '<summary>stray summary</summary><details><p>no summary</p></details><details><summary><h2>heading</h2><p>block</p></summary>text</details>',
  '<rt>stray reading</rt><ruby><rt>no base</rt></ruby><ruby>base</ruby><ruby>a<rt>1</rt><rt>2</rt></ruby><ruby>x<rp>(</rp></ruby>',
  '<table><caption>one</caption><caption>two <p>block</p></caption><tfoot><tr><td>foot first</td></tr></tfoot><thead><tr><th></th></tr></thead><thead><tr><td>second head</td></tr></thead><tr></tr></table>',
  '<table></table><table><caption>only a caption</caption></table><table><tr><td><table><tr><td>table in a table</td></tr></table></td></tr></table>',
  '<table><tr><td colspan="1000" rowspan="0">wide</td><th scope="row"><h2>heading in a header</h2></th></tr></table>',
  '<pre>  code\n\n    <p>block in pre</p><h2>heading in pre</h2></pre>',
  '<address><h2>heading in an address</h2><address>address in an address</address></address>',
  '<figure><figcaption>one</figcaption>middle<figcaption>two</figcaption></figure><figure></figure>',
  '<p>unclosed <em>and <strong>crossed</em> over</strong> <b><i>more',
  '</p></div></blockquote><center><center><big><big><tt><strike>old</strike></tt></big></big></center></center>',
  '<a name="x">anchor</a><a name="x">the same again</a><a href="#x">to it</a><a href="#y">to nothing</a><a name="z"></a><a></a><a href="https://example.org/"></a>',
  '<a href="/works/other">relative</a><a href="works/other">worse</a><a href="http://exa mple/">broken</a><a href="javascript:alert(1)">script</a><a href="mailto:a@b.example?subject=x y">mail</a><a href="http://[::1]/a[b]">brackets</a><a href="https://example.org/%">percent</a>',
  '<script>alert(1)</script><style>p{color:red}</style><iframe src="https://example.org/"></iframe><video src="https://example.org/v.mp4"></video>',
  '<img src="https://example.org/remote.png" alt="remote"><img src="/media/unknown1" alt="unknown"><img src="/media/unknown1">',
  '<p>control \u0001\u0008 characters \ufffe and \ud800 surrogates, a tag <p that never closes',
  '<hr><hr><p></p><p> </p><p>&nbsp;</p><div></div><span></span><em></em><hr>',
  '<q cite="not a url">q</q><blockquote cite="https://example.org/x">b</blockquote><ins><p>inserted</p></ins><del>deleted<ul><li>list</li></ul></del>',
  '<p lang="en-">bad language</p><p lang="x-klingon">private</p><p dir="auto" align="justify">auto</p><ul><li value="3">value</li></ul><ol reversed start="-5" type="I"><li value="2">v</li></ol>',
  `<p>${deep('em', 60)}</p>${deep('blockquote', 40)}${deep('span', 80)}<ul>${'<li>x<ul>'.repeat(20)}${'</ul></li>'.repeat(20)}</ul>`,
].join('\n');

export function bigTable(rows: number, columns: number): string {
  const row = (cell: string, i: number): string =>
    `<tr>${Array.from({ length: columns }, (_, j) => `<${cell}>${i}.${j} &amp; so on</${cell}>`).join('')}</tr>`;
  return `<table border="1" width="100%"><caption>A large table</caption><thead>${row('th', 0)}</thead><tbody>${Array.from({ length: rows }, (_, i) => row('td', i + 1)).join('')}</tbody></table>`;
}
