/** Messages of telephones: who writes stands right, who answers left. Bubbles are drawn in the colour of the page. */
export const texts = {
  css: `
.phone { max-width: 22em; margin: 1.5em auto; padding: 1em; border: 1px solid; border-radius: 1.25em; }
.phone p { margin: 0; text-indent: 0; }
.phone .contact { padding-bottom: .5em; border-bottom: 1px solid; margin-bottom: .75em; text-align: center; font-weight: bold; }
.phone .sent, .phone .received {
  display: block; width: fit-content; max-width: 80%; margin: .35em 0; padding: .4em .8em;
  border: 1px solid; border-radius: 1em; line-height: 1.4; text-align: left; overflow-wrap: anywhere;
}
.phone .sent { margin-left: auto; border-bottom-right-radius: .2em; border-width: 2px; }
.phone .received { margin-right: auto; border-bottom-left-radius: .2em; }
.phone .sender { display: block; font-size: .8em; font-weight: bold; }
.phone .when { display: block; margin: .6em 0; text-align: center; font-size: .8em; }
.phone .typing { font-style: italic; }
`,
  sample: `<div class="phone"><p class="contact">Ada</p><p class="when">Today, 21:04</p>
<p class="received">are you still at the harbour</p><p class="sent">yes. the lamp went out again</p>
<p class="received"><span class="sender">Ada</span>stay there</p><p class="sent typing">…</p></div>`,
} as const;
