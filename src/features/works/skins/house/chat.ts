/** A chat of several people, or the posts of a forum: a line each, with who says it and when. */
export const chat = {
  css: `
.chat { max-width: 36em; margin: 1.5em auto; padding: .75em 1em; border: 1px solid; border-radius: .35em; }
.chat p { margin: 0; text-indent: 0; }
.chat .room { padding-bottom: .5em; border-bottom: 1px solid; margin-bottom: .5em; font-weight: bold; }
.chat .line { display: block; padding: .2em 0; overflow-wrap: anywhere; }
.chat .name { font-weight: bold; }
.chat .name::after { content: ":"; }
.chat .time { float: right; margin-left: 1em; font-size: .8em; }
.chat .system { font-style: italic; text-align: center; font-size: .9em; }
.chat .reply { margin-left: 1.5em; padding-left: .75em; border-left: 2px solid; }
`,
  sample: `<div class="chat"><p class="room">#harbour</p><p class="line"><span class="time">21:04</span><span class="name">ada</span> is the lamp lit?</p>
<p class="line system">tom has joined</p><p class="line reply"><span class="name">tom</span> it is now</p></div>`,
} as const;
