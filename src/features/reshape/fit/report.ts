/** Figures on authors that the weights never saw: each fold is scored by a model trained on the others. */
import { GapJudge } from '../gap-judge.js';
import { DOUBT_AT, SURE_AT } from '../gaps.js';
import type { Text } from './corpus.js';
import { addText, emptyScore, f1, type Score } from './score.js';
import { foldsByAuthor, samplesOf, train } from './train.js';

const FOLDS = 8;

/** Scores `texts` out of fold by author and prints the figures; `learned` are the texts to train on. */
export function reportUnseen(texts: readonly Text[], learned: readonly Text[]): void {
  const samples = samplesOf(learned);
  const dealt = foldsByAuthor(samples, FOLDS);
  const all = emptyScore();
  const amateur = emptyScore();
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = samples.filter(({ text }) => dealt.get(text.author) !== fold);
    const judge = new GapJudge(train(seen, FOLDS - 1));
    for (const text of texts) {
      if ((dealt.get(text.author) ?? 0) !== fold) continue;
      const chance = (run: number, at: number): number => judge.chanceAt(text.runs[run]!.reader, at);
      addText(all, text, chance);
      if (text.id.includes('-scp-')) addText(amateur, text, chance);
    }
    console.error(`fold ${fold + 1} of ${FOLDS}`);
  }
  console.log(`${texts.length} texts, ${dealt.size} authors, ${FOLDS} folds by author, F1 in %`);
  print('all', all);
  if (amateur.overall.hit > 0) print('scp', amateur);
  console.log('calibration: probability said, share of breaks, gaps');
  for (const { gaps, breaks, probability } of all.tenths)
    if (gaps > 0) console.log(`  ${(probability / gaps).toFixed(2)} ${(breaks / gaps).toFixed(2)} ${gaps}`);
}

function print(name: string, score: Score): void {
  const share = (part: number, whole: number): string => `${((100 * part) / (whole || 1)).toFixed(1)} %`;
  console.log(
    `${name}: dialogue-adjacent ${f1(score.dialogue).toFixed(2)}, overall ${f1(score.overall).toFixed(2)}, narrative ${f1(score.narrative).toFixed(2)}`,
  );
  console.log(
    `  marked for review (${DOUBT_AT} to ${SURE_AT}): ${share(score.marked, score.gaps)} of ${score.gaps} gaps, ${share(score.marked, score.judged)} of the ${score.judged} that the model judges; of ${score.faults} wrong or missed breaks ${share(score.markedFaults, score.faults)} are marked`,
  );
}
