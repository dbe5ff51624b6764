/** A letter within a story: on a sheet of its own, with its place and day, greeting and name. */
export const letter = {
  css: `
.letter { max-width: 32em; margin: 2em auto; padding: 2em; border: 1px solid; font-style: italic; }
.letter em, .letter i { font-style: normal; }
.letter .heading { text-align: right; margin-bottom: 1.5em; }
.letter .greeting { margin-bottom: 1em; }
.letter .closing { margin-top: 1.5em; }
.letter .signature { margin-left: 3em; font-size: 1.15em; }
.letter .postscript { margin-top: 1.5em; font-size: .9em; }
@media (max-width: 30em) { .letter { padding: 1em; } }
`,
  sample: `<div class="letter"><p class="heading">Saltmouth, 3rd of March</p><p class="greeting">Dear Ada,</p>
<p>the lamp is lit again. You were <em>right</em> about the oil.</p>
<p class="closing">Ever yours,</p><p class="signature">Tom</p><p class="postscript">P.S. Bring the cat.</p></div>`,
} as const;
