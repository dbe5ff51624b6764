/** What a script gets after an act: the blocks that changed, drawn as the page draws them. */
import { renderToString } from 'preact-render-to-string';
import { type Messages, WordsProvider } from '../../../core/messages/index.js';
import { direction } from '../../../core/text/index.js';
import type { Edited } from '../actions.js';
import { ReviewBlock } from './blocks.js';
import { isDoubtful } from './draft.js';

export interface EditAnswer {
  revision: number;
  canUndo: boolean;
  message: string;
  doubts: string;
  /** The change touches more than the blocks of one chapter: load the page again. */
  reload?: true;
  /** Index in the chapter's blocks. */
  at?: number;
  removed?: number;
  /** One `<li>` a block. */
  blocks?: string[];
}

export function editAnswer(edited: Edited, chapter: number, action: string, words: Messages): EditAnswer {
  const { draft, patch } = edited;
  const doubts = draft.chapters.reduce((sum, c) => sum + c.blocks.filter(isDoubtful).length, 0);
  const answer: EditAnswer = {
    revision: edited.revision,
    canUndo: edited.canUndo,
    message: words.imports.done[edited.did] ?? '',
    doubts: doubts > 0 ? words.imports.review.doubtful(doubts) : '',
  };
  if ('chapters' in patch || patch.chapter !== chapter) return { ...answer, reload: true };
  const dir = direction(draft.fields.language, draft.fields.title);
  const blocks = patch.insert.map((block, i) =>
    renderToString(
      <WordsProvider value={words}>
        <ReviewBlock
          action={`${action}#block-${block.id}`}
          block={block}
          first={patch.at + i === 0}
          lang={draft.fields.language}
          dir={dir}
        />
      </WordsProvider>,
    ),
  );
  return { ...answer, at: patch.at, removed: patch.removed, blocks };
}
