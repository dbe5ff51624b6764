/**
 * Japanese and Chinese: no spaces between words or sentences, so that a space behind the end of a sentence is where
 * a line ended; speech stands in 「」 or “”, and a tag follows without a break.
 */
import type { CutPoint } from './dash-speech.js';

const QUOTED_TAG = /^(?:と|って|などと|なんて|という|、|，)/u;
const SAYING =
  /^[\s]?[^。！？「」『』“”\s]{0,16}(?:言|云|訊|聞|尋|答|呟|つぶや|ささや|囁|叫|笑|うなず|話|道|说|問|问|喊|叫道|低声)/u;

/** Where paragraphs begin in a flattened Japanese or Chinese text. */
export function cutCjk(text: string): CutPoint[] {
  const points: CutPoint[] = [];
  const spaced = [...text.matchAll(/[。！？」』”]\s+(?=\S)/gu)].length > 1;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if ('「『“'.includes(char)) depth++;
    else if ('」』”'.includes(char) && depth > 0) depth--;
    if (!'。！？!?…」』”'.includes(char) || depth > 0) continue;
    let next = at + 1;
    while (next < text.length && /\s/u.test(text[next]!)) next++;
    const point = next < text.length ? pointAt(text, at, next, spaced) : null;
    if (point) points.push(point);
    at = Math.max(at, next - 1);
  }
  return points;
}

/** `spaced`: breaks became spaces, so that there is none where no space stands, but between speech and speech. */
function pointAt(text: string, at: number, next: number, spaced: boolean): CutPoint | null {
  const place = { end: at + 1, start: next };
  const here = text[at]!;
  const speech = '」』”'.includes(here);
  const opens = '「“'.includes(text[next]!);
  const rest = text.slice(next, next + 24);
  if (speech && opens) return { ...place, probability: 0.98, reason: 'reshape.reply' };
  if (speech && (QUOTED_TAG.test(rest) || (next === at + 1 && SAYING.test(rest)))) return null;
  if (next > at + 1)
    return /[\p{L}\p{N}「『“（—…]/u.test(text[next]!)
      ? { ...place, probability: 0.95, reason: speech ? 'reshape.narrationAfterSpeech' : 'reshape.wideSpace' }
      : null;
  if (spaced) return null;
  if (here === '。' && opens) return { ...place, probability: 0.6, reason: 'reshape.speechAfterNarration' };
  return speech
    ? {
        ...place,
        probability: severalSentences(text, next) ? 0.6 : 0.35,
        reason: 'reshape.narrationAfterSpeech',
      }
    : null;
}

/** Whether more than one sentence of narration follows before speech does: no beat between two parts of a speech. */
function severalSentences(text: string, from: number): boolean {
  const narration = /^[^「『“]{0,300}/u.exec(text.slice(from, from + 300))?.[0] ?? '';
  return (narration.match(/[。！？]/gu)?.length ?? 0) > 1;
}
