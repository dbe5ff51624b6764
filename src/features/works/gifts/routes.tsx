/** The page on which a work is given to somebody, and that of what was given to oneself. */
import type { App } from '../../../core/app.js';
import { notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { blurbs } from '../blurb.js';
import { answered, isRefusal, NOTHING, refused } from '../naming/views.js';
import { workHeader } from '../queries.js';
import { answerGift, give, takeBack } from './actions.js';
import { giftsOf, giftsTo } from './queries.js';
import { GiftsView, MyGiftsView } from './views.js';

const HIDDEN = { head: { robots: 'noindex' } } as const;

async function ownWork(app: App, ask: MemberAsk) {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work?.byline.own) throw notFound();
  return work;
}

async function giftsPage(app: App, ask: MemberAsk, returned = NOTHING): Promise<Answer> {
  const work = await ownWork(app, ask);
  const { gifts } = ask.words;
  const notice = ask.query.has('given') ? gifts.given : ask.query.has('back') ? gifts.back : undefined;
  return page(
    gifts.title,
    <GiftsView
      work={work}
      gifts={await giftsOf(app.db, ask.viewer, work.id)}
      notice={notice}
      returned={returned}
    />,
    answered(returned),
  );
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const { form, viewer, words } = ask;
  const { id } = await ownWork(app, ask);
  if (form.text('act') === 'back') {
    await takeBack(app.db, viewer, id, form.text('gift'), ask.now);
    return redirect(`/works/${id}/gifts?back`);
  }
  const name = oneLine(stripBidiOverrides(form.text('name'))).normalize('NFC');
  try {
    await app.limiter.act('asking', `gift:${viewer.accountId}`);
    const given = await give(app.db, viewer, id, { name, pseud: form.text('pseud') }, words, ask.now);
    if (given.did === 'given') return redirect(`/works/${id}/gifts?given`);
    return await giftsPage(app, ask, {
      ...NOTHING,
      name,
      choices: given.choices,
      summary: words.gifts.which,
    });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return giftsPage(app, ask, refused(error, name));
  }
}

async function myGifts(app: App, ask: MemberAsk): Promise<Answer> {
  const refused = ask.query.get('show') === 'refused';
  const number = pageNumber(ask.query);
  const limit = LIMITS.pageSize;
  const slice = { refused, offset: (number - 1) * limit, limit };
  const { total, gifts } = await giftsTo(app.db, ask.viewer, slice);
  const drawn = await blurbs(
    app.db,
    ask.viewer,
    gifts.map(({ key }) => key),
    ask.words,
  );
  const { mine } = ask.words.gifts;
  return page(
    mine.title,
    <MyGiftsView
      gifts={drawn.flatMap((one) => {
        const gift = gifts.find(({ key }) => key === one.key);
        return gift ? [{ ...gift, drawn: one }] : [];
      })}
      refused={refused}
      total={total}
      page={number}
      last={Math.max(1, Math.ceil(total / limit))}
      notice={ask.query.has('done') ? mine.did : undefined}
    />,
    { ...HIDDEN, wide: true },
  );
}

async function answer(app: App, ask: MemberAsk): Promise<Answer> {
  const act = ask.form.text('act');
  if (act === 'refuse' || act === 'take')
    await answerGift(app.db, ask.viewer, ask.form.text('work'), act === 'refuse', ask.now);
  return redirect(act === 'take' ? '/my/gifts?show=refused&done' : '/my/gifts?done');
}

export const giftsRoutes = (app: App): Route[] => [
  members('GET', '/works/:id/gifts', (ask) => giftsPage(app, ask)),
  members('POST', '/works/:id/gifts', (ask) => change(app, ask)),
  members('GET', '/my/gifts', (ask) => myGifts(app, ask)),
  members('POST', '/my/gifts', (ask) => answer(app, ask)),
];
