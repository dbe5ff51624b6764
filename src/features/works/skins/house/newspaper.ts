/** A cutting from a newspaper. */
export const newspaper = {
  css: `
.newspaper { max-width: 36em; margin: 2em auto; padding: 1.25em; border-top: 4px double; border-bottom: 4px double; }
.newspaper .masthead { text-align: center; font-size: 1.1em; letter-spacing: .12em; text-transform: uppercase; }
.newspaper .headline { margin: .5em 0; text-align: center; font-size: 1.5em; font-weight: bold; line-height: 1.2; }
.newspaper .dateline { text-align: center; font-size: .85em; }
.newspaper .columns { columns: 14em 2; column-gap: 1.5em; column-rule: 1px solid; text-align: justify; hyphens: auto; }
.newspaper .caption { font-size: .85em; font-style: italic; }
`,
  sample: `<div class="newspaper"><p class="masthead">The Saltmouth Herald</p><p class="headline">Lamp goes out, nobody sleeps</p>
<p class="dateline">Monday, 4th of March</p><div class="columns"><p>For the third night the lamp of the outer harbour went out.</p>
<p>The keeper, asked about it, said that he had been reading.</p></div></div>`,
} as const;
