import { useWords } from '../../../core/messages/index.js';
import { Field, TextArea } from '../../../core/ui/form.js';
import { AccountFrame, type Returned } from '../account/views.js';
import { PSEUD_LIMITS } from './limits.js';
import type { PseudProfile } from './queries.js';

/** A person's picture, or the first letter of the name where there is none. */
export function Icon({ of, side = 100 }: { of: Pick<PseudProfile, 'name' | 'icon'>; side?: number }) {
  if (of.icon)
    return (
      <img
        class="icon"
        src={`/icons/${of.icon.id}`}
        alt={of.icon.alt}
        title={of.icon.comment || undefined}
        width={side}
        height={side}
      />
    );
  const [initial = ''] = of.name.replace(/^[^\p{L}\p{N}]+/u, '');
  return (
    <span class="icon" aria-hidden="true">
      {initial.toLocaleUpperCase()}
    </span>
  );
}

export function PseudsView({ pseuds, returned }: { pseuds: readonly PseudProfile[]; returned: Returned }) {
  const w = useWords();
  const p = w.pseuds;
  return (
    <AccountFrame title={p.title} returned={returned}>
      <p>{p.lead}</p>
      <ul class="entries">
        {pseuds.map((pseud) => (
          <li key={pseud.publicId} class="pseud">
            <Icon of={pseud} />
            <div>
              <h2>
                <a href={`/people/${pseud.publicId}`}>
                  <bdi>{pseud.name}</bdi>
                </a>
              </h2>
              {pseud.isDefault ? <p class="help">{p.usual}</p> : null}
              {pseud.description ? (
                <p class="said" dir="auto">
                  {pseud.description}
                </p>
              ) : null}
              <p class="acts">
                <a class="button" href={`/account/pseuds/${pseud.publicId}`}>
                  {p.edit} <span class="visually-hidden">{pseud.name}</span>
                </a>
                {pseud.isDefault ? null : (
                  <a class="button" href={`/account/pseuds/${pseud.publicId}/delete`}>
                    {p.remove} <span class="visually-hidden">{pseud.name}</span>
                  </a>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p>
        <a class="button primary" href="/account/pseuds/new">
          {p.add}
        </a>
      </p>
    </AccountFrame>
  );
}

/** `pseud` is absent where one is added. */
export function PseudForm({ pseud, returned }: { pseud?: PseudProfile | undefined; returned: Returned }) {
  const w = useWords();
  const p = w.pseuds;
  const { values, faults } = returned;
  const action = pseud ? `/account/pseuds/${pseud.publicId}` : '/account/pseuds/new';
  return (
    <AccountFrame title={pseud ? p.editTitle(pseud.name) : p.addTitle} returned={returned}>
      <form method="post" action={action} enctype="multipart/form-data" class="form">
        <Field
          name="name"
          label={p.name}
          help={p.nameHelp}
          value={values.name ?? pseud?.name ?? ''}
          fault={faults.name}
          autocomplete="off"
          required
        />
        <TextArea
          name="description"
          label={p.description}
          help={p.descriptionHelp(PSEUD_LIMITS.description)}
          value={values.description ?? pseud?.description ?? ''}
          fault={faults.description}
        />
        {pseud?.icon ? <Icon of={pseud} /> : null}
        <Field
          name="icon"
          type="file"
          accept="image/gif,image/jpeg,image/png"
          label={p.icon}
          help={p.iconHelp(PSEUD_LIMITS.iconBytes / 1024)}
          fault={faults.icon}
        />
        {pseud?.icon ? (
          <label class="check">
            <input type="checkbox" name="no-icon" value="yes" /> {p.iconRemove}
          </label>
        ) : null}
        <Field
          name="alt"
          label={p.iconAlt}
          help={p.iconAltHelp}
          value={values.alt ?? pseud?.icon?.alt ?? ''}
          fault={faults.alt}
        />
        <Field
          name="comment"
          label={p.iconComment}
          help={p.iconCommentHelp}
          value={values.comment ?? pseud?.icon?.comment ?? ''}
          fault={faults.comment}
        />
        {pseud?.isDefault ? null : (
          <label class="check">
            <input type="checkbox" name="usual" value="yes" /> {p.makeUsual}
          </label>
        )}
        <p>
          <button type="submit" class="primary">
            {p.save}
          </button>
        </p>
      </form>
    </AccountFrame>
  );
}
