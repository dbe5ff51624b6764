import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Field, Problem } from '../../../core/ui/form.js';
import type { Cover, WorkHeader } from '../header.js';
import { WorkDesk } from '../work-desk.js';
import { COVER_LIMITS } from './actions.js';

/** Whole, on the work's own page. */
export const WholeCover = ({ cover }: { cover: Cover }) => (
  <p class="cover">
    <img src={`/media/${cover.media}`} width={cover.width} height={cover.height} alt={cover.alt} />
  </p>
);

/** Small, in lists, for those who want to see covers. */
export const SmallCover = ({ cover }: { cover: Cover }) => (
  <img class="small-cover" src={`/media/${cover.small}`} alt={cover.alt} loading="lazy" />
);

export function CoverView({
  work,
  alt,
  faults,
  summary,
  notice,
}: {
  work: WorkHeader;
  alt: string;
  faults: FieldFaults;
  summary?: string | undefined;
  notice?: string | undefined;
}) {
  const c = useWords().covers;
  return (
    <>
      <WorkDesk {...work} />
      <h1>{c.title}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      <p>{c.lead}</p>
      {work.cover ? <WholeCover cover={work.cover} /> : <p class="empty">{c.none}</p>}
      <form method="post" action={`/works/${work.id}/cover`} encType="multipart/form-data" class="form">
        <Field
          name="picture"
          type="file"
          accept="image/jpeg,image/png,image/gif,image/webp"
          label={work.cover ? c.other : c.picture}
          help={c.pictureHelp(COVER_LIMITS.bytes / 1024 / 1024)}
          fault={faults.picture}
        />
        <Field name="alt" label={c.alt} help={c.altHelp} value={alt} fault={faults.alt} />
        <p class="acts">
          <button type="submit" name="act" value="save" class="primary">
            {c.save}
          </button>
          {work.cover ? (
            <button type="submit" name="act" value="remove" class="danger">
              {c.remove}
            </button>
          ) : null}
        </p>
      </form>
    </>
  );
}
