/**
 * The look of a book. No colours and no fonts: those are the reader's, in light and in dark.
 * Prose has first-line indents as in print; everything around it is set apart by space and size alone.
 */
export const STYLE = `@namespace epub "http://www.idpf.org/2007/ops";

body { margin: 0 4%; line-height: 1.5; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.25; text-align: start; margin: 1.6em 0 0.6em; break-after: avoid; page-break-after: avoid; break-inside: avoid; page-break-inside: avoid; hyphens: none; }
h1 { font-size: 1.9em; }
h2 { font-size: 1.5em; }
h3 { font-size: 1.15em; }
h4, h5, h6 { font-size: 1em; }
p { margin: 0 0 0.7em; }

section > h2:first-child { margin-top: 2.5em; }
.fl-title { margin-top: 3em; text-align: center; }
.fl-byline { text-align: center; font-size: 1.1em; margin-bottom: 2.5em; }
.fl-gift { text-align: center; font-style: italic; margin-top: -1.8em; margin-bottom: 2.5em; }
.fl-by, .fl-tags { font-size: 0.9em; }
.fl-date { font-size: 0.85em; margin-bottom: 2em; }

.fl-prose { margin-top: 2em; }
.fl-prose p { margin: 0; text-indent: 1.4em; orphans: 2; widows: 2; }
.fl-prose > p:first-child, .fl-prose hr + p, .fl-prose h3 + p, .fl-prose h4 + p, .fl-prose h5 + p, .fl-prose h6 + p { text-indent: 0; }
.fl-prose li p, .fl-prose dd p, .fl-prose td p, .fl-prose th p, .fl-prose figcaption p { text-indent: 0; }
.fl-prose blockquote p { text-indent: 0; margin: 0 0 0.5em; }
.fl-prose:lang(zh) p, .fl-prose:lang(ja) p { text-indent: 1em; }

hr { width: 22%; margin: 1.6em auto; border: 0; border-top: 1px solid; }
blockquote { margin: 1em 0; padding-inline-start: 1.2em; margin-inline-start: 0.4em; border-inline-start: 2px solid; }
pre { white-space: pre-wrap; font-size: 0.9em; }
figure { margin: 1.4em 0; text-align: center; break-inside: avoid; page-break-inside: avoid; }
figcaption { font-size: 0.9em; margin-top: 0.4em; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { padding: 0.25em 0.6em; border: 1px solid; text-align: start; vertical-align: top; }
caption { font-size: 0.9em; padding-bottom: 0.4em; }
dd { margin-inline-start: 1.4em; }
rt { font-size: 0.5em; }

.fl-note { margin: 1.5em 0; font-size: 0.95em; }
.fl-note > h2, .fl-note > h3 { font-size: 1em; margin: 0 0 0.5em; }
.fl-about { margin-top: 2.5em; border-top: 1px solid; font-size: 0.95em; }
.fl-about > h2 { font-size: 1em; }
.fl-about dt { font-weight: 600; margin-top: 0.6em; }
.fl-about dd { margin-inline-start: 0; }
.fl-source { margin-top: 2em; }
nav ol { list-style: none; padding: 0; }
nav li { margin: 0.5em 0; }

.align-left { text-align: left; }
.align-right { text-align: right; }
.align-justify { text-align: justify; }
.align-center { text-align: center; }
.fl-prose p.align-center, .fl-prose p.align-right, .fl-prose .align-center p, .fl-prose .align-right p { text-indent: 0; }
.big { font-size: 1.2em; }
.list-disc { list-style-type: disc; }
.list-circle { list-style-type: circle; }
.list-square { list-style-type: square; }
p.h1, p.h2, p.h3, p.h4, p.h5, p.h6, div.dt { font-weight: 600; }
div.dd { margin-inline-start: 1.4em; }
div.caption, div.figcaption { font-size: 0.9em; }
`;
