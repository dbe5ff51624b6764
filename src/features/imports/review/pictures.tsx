/** Pictures of a review: how many nobody has described, and with each a field for its description. */
import { useWords } from '../../../core/messages/index.js';
import { isUndescribed, picturesIn, type ShownPicture, undescribed } from './alt.js';
import type { Drawing } from './blocks.js';
import type { Draft, DraftBlock } from './draft.js';
import { placeOfBlock, reviewPath } from './place.js';

/** As much as somebody listens to. */
export const MOST_ALT = 1_500;

export function PictureCount({ id, draft }: { id: string; draft: Draft }) {
  const w = useWords();
  const { count, first } = undescribed(draft);
  if (!first) return null;
  return (
    <p class="picture-count">
      <strong>{w.imports.pictures.undescribed(count)}</strong>{' '}
      <a class="button" href={reviewPath(id, placeOfBlock(draft, first.block))}>
        {w.imports.pictures.toFirst(count)}
      </a>
    </p>
  );
}

function AltForm({
  drawing,
  block,
  picture,
}: {
  drawing: Drawing;
  block: DraftBlock;
  picture: ShownPicture;
}) {
  const w = useWords();
  const p = w.imports.pictures;
  const field = `alt-${block.id}-${picture.id}`;
  const weak = isUndescribed(picture.alt);
  return (
    <form method="post" action={`${drawing.action}#block-${block.id}`} class="picture-alt">
      <input type="hidden" name="revision" value={String(drawing.revision)} />
      <input type="hidden" name="block" value={String(block.id)} />
      <input type="hidden" name="picture" value={picture.id} />
      <input type="hidden" name="act" value="alt" />
      <label for={field}>{p.label}</label>
      <p class="help" id={`${field}-help`}>
        {weak && picture.alt ? `${p.fileSays(picture.alt)} ` : ''}
        {p.help}
      </p>
      <textarea
        id={field}
        name="text"
        rows={2}
        maxLength={MOST_ALT}
        dir="auto"
        aria-describedby={`${field}-help`}
      >{`\n${weak ? '' : (picture.alt ?? '')}`}</textarea>
      <p class="buttons">
        <button type="submit" name="as" value="described">
          {p.save}
        </button>{' '}
        <button type="submit" name="as" value="decoration">
          {p.decoration}
        </button>
      </p>
    </form>
  );
}

/** The fields of a block's pictures; one that is described shows its description first. */
export function Pictures({ drawing, block }: { drawing: Drawing; block: DraftBlock }) {
  const w = useWords();
  if (block.kind === 'label' || block.kind === 'scene_break') return null;
  const pictures = picturesIn(block.html);
  return (
    <>
      {pictures.map((picture) =>
        isUndescribed(picture.alt) ? (
          <AltForm key={picture.id} drawing={drawing} block={block} picture={picture} />
        ) : (
          <details key={picture.id} class="picture-alt">
            <summary>
              {picture.alt ? w.imports.pictures.described(picture.alt) : w.imports.pictures.isDecoration}
            </summary>
            <AltForm drawing={drawing} block={block} picture={picture} />
          </details>
        ),
      )}
    </>
  );
}
