/** Why a gap is, or nearly is, a break, in terms that a person can check against the text. */
import { byTurns, speakerBefore, speakerBehind } from './gap-people.js';
import type { Reason } from './reasons.js';
import { type Person, plainly, relate } from './speakers/person.js';
import type { Roles, Scene } from './speakers/roles.js';

const OPENS_SCENE = new Set(
  'later meanwhile presently outside inside eventually afterwards finally after when before once soon tonight today yesterday next upstairs downstairs'.split(
    ' ',
  ),
);
const SPAN_OF_TIME = new Set(
  'morning night evening day days hour hours minute minutes week weeks month months year years afternoon dawn noon midnight monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);
/** How many words at the beginning of a sentence may tell a time. */
const TIME_WITHIN = 5;

/** The reason at the gap before piece `at`. */
export function reasonAt(scene: Scene, at: number): Reason {
  const gap = scene.prose.cut.gaps[at]!;
  if (gap.joint === 'wide') return 'reshape.wideSpace';
  if (gap.joint === 'none') return 'reshape.glued';
  switch (gap.kind) {
    case 'turn':
      return answers(scene, at) ? 'reshape.answer' : 'reshape.reply';
    case 'reopen':
      return 'reshape.speechContinues';
    case 'tagSpeech':
    case 'speechStart':
      return beforeSpeech(scene, at, gap.kind === 'tagSpeech');
    default:
      return beforeNarration(scene, at, gap.kind === 'speechEnd');
  }
}

const who = ({ speaker, actor }: Roles): Person | null => speaker ?? actor;

const answers = ({ prose }: Scene, at: number): boolean => prose.cut.pieces[at - 1]!.quoteEnd === '?';

function beforeSpeech(scene: Scene, at: number, afterTag: boolean): Reason {
  const left = scene.roles[at - 1]!;
  const right = scene.roles[at]!;
  const person = who(left);
  if (person && right.addressed.includes(person.key)) return 'reshape.spokenTo';
  const next = speakerBehind(scene, at);
  const evidence = byTurns(relate(person, next.person), next.turns);
  if (afterTag && evidence >= 0 && answers(scene, at)) return 'reshape.answer';
  if (evidence !== 0) return evidence > 0 ? 'reshape.newSpeaker' : 'reshape.sameSpeaker';
  return afterTag ? 'reshape.newSpeaker' : 'reshape.speechAfterNarration';
}

function beforeNarration(scene: Scene, at: number, afterSpeech: boolean): Reason {
  if (opensScene(scene, at)) return 'reshape.sceneOpens';
  const { actor } = scene.roles[at]!;
  const left = scene.roles[at - 1]!;
  if (actor && left.addressed.includes(actor.key)) return 'reshape.otherActs';
  if (!afterSpeech) return plainly(relate(who(left), actor)) > 0 ? 'reshape.otherActs' : 'reshape.narration';
  const before = speakerBefore(scene, at);
  const evidence = byTurns(relate(before.person, actor), before.turns);
  if (evidence === 0) return 'reshape.narrationAfterSpeech';
  return evidence > 0 ? 'reshape.otherActs' : 'reshape.sameSpeaker';
}

function opensScene({ tokens }: Scene, at: number): boolean {
  const { words, from } = tokens;
  const start = from[at]!;
  const end = Math.min(from[at + 1]!, start + TIME_WITHIN);
  if (start < end && OPENS_SCENE.has(words[start]!)) return true;
  for (let i = start; i < end; i++) if (SPAN_OF_TIME.has(words[i]!)) return true;
  return false;
}
