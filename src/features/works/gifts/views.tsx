import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Choices, Field, Problem } from '../../../core/ui/form.js';
import { Blurbs, type DrawnBlurb } from '../blurb.js';
import { WorkDesk } from '../work-desk.js';
import type { DeskGift } from './queries.js';

const Notice = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="notice" role="status">
      {text}
    </p>
  ) : null;

export interface Returned {
  name: string;
  choices: readonly { id: string; name: string }[];
  faults: FieldFaults;
  summary?: string | undefined;
}

export function GiftsView({
  work,
  gifts,
  notice,
  returned,
}: {
  work: { id: string; title: string };
  gifts: readonly DeskGift[];
  notice: string | undefined;
  returned: Returned;
}) {
  const w = useWords();
  const g = w.gifts;
  const path = `/works/${work.id}/gifts`;
  return (
    <>
      <WorkDesk {...work} />
      <h1>{g.title}</h1>
      <Notice text={notice} />
      {returned.summary ? <Problem summary={returned.summary} fields={returned.faults} /> : null}
      <p>{g.lead}</p>
      {gifts.length === 0 ? <p class="empty">{g.none}</p> : null}
      <ol class="entries">
        {gifts.map((gift) => (
          <li key={gift.id}>
            <p>
              <strong>
                <bdi>{gift.name}</bdi>
              </strong>{' '}
              <span class="help">
                {[gift.member ? g.member : '', gift.refused ? g.refused : ''].filter(Boolean).join(' · ')}
              </span>
            </p>
            {gift.refused ? null : (
              <form method="post" action={path} class="acts">
                <input type="hidden" name="gift" value={gift.id} />
                <button type="submit" name="act" value="back" aria-label={`${g.takeBack}: ${gift.name}`}>
                  {g.takeBack}
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
      <form method="post" action={path} class="form">
        <h2>{g.give}</h2>
        <input type="hidden" name="act" value="give" />
        <Field
          name="name"
          label={g.name}
          help={g.nameHelp}
          value={returned.name}
          fault={returned.faults.name}
          required
        />
        {returned.choices.length > 0 ? (
          <Choices
            name="pseud"
            type="radio"
            label={g.which}
            chosen={[]}
            required
            choices={returned.choices.map(({ id, name }) => [id, w.creators.whoIs(name, id)] as const)}
          />
        ) : null}
        <p>
          <button type="submit" class="primary">
            {g.send}
          </button>
        </p>
      </form>
    </>
  );
}

export interface ShownGift {
  workId: string;
  title: string;
  refused: boolean;
  drawn: DrawnBlurb;
}

function Part({ gifts, act, label }: { gifts: readonly ShownGift[]; act: string; label: string }) {
  return (
    <>
      {gifts.map(({ workId, title, drawn }) => (
        <section key={workId}>
          <Blurbs works={[drawn]} />
          <form method="post" action="/my/gifts" class="acts">
            <input type="hidden" name="work" value={workId} />
            <button type="submit" name="act" value={act} aria-label={`${label}: ${title}`}>
              {label}
            </button>
          </form>
        </section>
      ))}
    </>
  );
}

export function MyGiftsView({ gifts, notice }: { gifts: readonly ShownGift[]; notice: string | undefined }) {
  const m = useWords().gifts.mine;
  const taken = gifts.filter((gift) => !gift.refused);
  const refused = gifts.filter((gift) => gift.refused);
  return (
    <>
      <h1>{m.title}</h1>
      <Notice text={notice} />
      <h2>{m.taken}</h2>
      <p class="help">{taken.length === 0 ? m.none : m.lead}</p>
      <Part gifts={taken} act="refuse" label={m.refuse} />
      {refused.length > 0 ? (
        <>
          <h2>{m.refused}</h2>
          <p class="help">{m.refusedLead}</p>
          <Part gifts={refused} act="take" label={m.take} />
        </>
      ) : null}
    </>
  );
}
