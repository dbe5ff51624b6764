/**
 * The cue words of other languages, each with the English word that the word lists know: `sagte` speaks like `said`,
 * `elle` like `she`. Only words that carry a cue (who speaks, who acts, how a sentence opens); never shown.
 */

/** Words of a language, in lower case, and the English cue of each. */
export type Cues = ReadonlyMap<string, string>;

const GERMAN = `said: sagte sagt fragte fragt antwortete antwortet erwiderte flüsterte murmelte rief schrie meinte erklärte wiederholte seufzte lachte lächelte grinste nickte brummte knurrte zischte entgegnete fügte begann stammelte stotterte hauchte raunte schnaubte keuchte bat befahl warnte versprach unterbrach wollte
he: er
she: sie
they: sie
we: wir
i: ich
you: du ihr
it: es
the: der die das dem den des
a: ein eine einen einem einer
his: sein seine seinen seinem seiner
her: ihre ihren ihrem ihrer
my: mein meine
your: dein deine
but: aber doch
and: und
so: also
then: dann da
when: als wenn
after: nachdem nach
now: jetzt nun
finally: endlich schließlich
suddenly: plötzlich
later: später
for: für
with: mit
in: im
at: am
on: auf
this: dieser diese dieses
there: dort
here: hier
what: was
how: wie
why: warum wieso
who: wer
where: wo
yes: ja doch
no: nein
well: nun
of: natürlich
perhaps: vielleicht
mr: herr
mrs: frau`;

const FRENCH = `said: dit dis demanda demande répondit répond murmura chuchota souffla cria hurla s'écria ajouta reprit répliqua soupira expliqua lança fit déclara répéta grogna gronda balbutia bredouilla supplia ordonna promit interrompit continua poursuivit avoua admit marmonna rétorqua annonça
he: il
she: elle
they: ils elles
we: nous on
i: je
you: tu vous
it: c'est ce cela ça
the: le la les
a: un une des
his: son sa ses
her: leur leurs
my: mon ma mes
your: ton ta tes votre vos
but: mais
and: et
or: ou
so: alors donc
then: puis ensuite
when: quand lorsque
after: après
now: maintenant
finally: enfin finalement
suddenly: soudain
in: dans
on: sur
with: avec
by: par
without: sans
this: cette cet
there: là
here: ici voici
what: quoi que qu'est
how: comment
why: pourquoi
who: qui
where: où
yes: oui si
no: non
well: bien eh
perhaps: peut-être
mr: monsieur
mrs: madame
miss: mademoiselle`;

const SPANISH = `said: dijo dice preguntó pregunta respondió contestó murmuró susurró gritó exclamó añadió repitió explicó suspiró insistió replicó continuó prosiguió siguió admitió confesó ordenó suplicó rogó interrumpió balbuceó gruñó repuso aseguró anunció
he: él
she: ella
they: ellos ellas
we: nosotros
i: yo
you: tú usted vosotros
the: el la los las
a: un una unos unas
his: su sus
my: mi mis
your: tu tus
but: pero
and: y
or: o
so: así
then: entonces luego después
when: cuando
now: ahora
finally: finalmente
suddenly: repente
in: en
on: sobre
with: con
without: sin
for: para
by: por
this: este esta
there: allí
here: aquí
what: qué
how: cómo
why: porqué
who: quién
where: dónde
yes: sí
no: no
well: bueno pues
perhaps: quizá quizás
mr: señor
mrs: señora
miss: señorita`;

const RUSSIAN = `said: сказал сказала сказали спросил спросила ответил ответила прошептал прошептала пробормотал пробормотала крикнул крикнула закричал закричала воскликнул воскликнула добавил добавила повторил повторила вздохнул вздохнула усмехнулся усмехнулась улыбнулся улыбнулась кивнул кивнула буркнул буркнула продолжил продолжила возразил возразила объяснил объяснила начал начала попросил попросила произнёс произнес произнесла заметил заметила проговорил проговорила
he: он
she: она
they: они
we: мы
i: я
you: ты вы
it: это
his: его
her: её ее
my: мой моя
your: твой твоя
but: но
and: и а
or: или
so: так
then: потом тогда затем
when: когда
after: после
now: теперь сейчас
finally: наконец
suddenly: вдруг
in: в
on: на
with: с
for: для
this: этот эта
there: там
here: здесь тут вот
what: что
how: как
why: почему зачем
who: кто
where: где куда
yes: да
no: нет
well: ну
perhaps: может`;

/** The first meaning written wins, as German `sie`, which is more often she than they. */
function read(list: string): Cues {
  const cues = new Map<string, string>();
  for (const line of list.split('\n')) {
    const [english, words] = line.split(': ');
    for (const word of words!.split(' ')) if (!cues.has(word)) cues.set(word, english!);
  }
  return cues;
}

const CUES: Record<string, Cues> = {
  de: read(GERMAN),
  fr: read(FRENCH),
  es: read(SPANISH),
  ru: read(RUSSIAN),
};

/** The cue words of a language by its two-letter code; null for English, which needs none, and for unknown ones. */
export function cuesOf(language: string): Cues | null {
  return CUES[language] ?? null;
}

/** The English cue that a word stands for, the word itself when it stands for none. `word` is in lower case. */
export function cueOf(cues: Cues | null, word: string): string {
  if (!cues) return word;
  const found = cues.get(word);
  if (found !== undefined) return found;
  const elided = /^[cdjlmnqst]['’](?=\p{L})/u.exec(word);
  return elided ? (cues.get(word.slice(elided[0].length)) ?? word) : word;
}

/** Whether more than the sure breaks can be told in a language: its cue words, or its way to write, are known. */
export function isUnderstood(language: string): boolean {
  return language === 'en' || language === 'ja' || language === 'zh' || language in CUES;
}
