/** The part of an archive that everybody may see. Secrets are planted between its things. */
import type { App } from '../../src/core/app.js';
import { makeWork } from '../support/factories.js';
import {
  ALL,
  attach,
  MAKERS,
  personThing,
  plantImage,
  seriesThing,
  type Thing,
  tagThing,
  workThings,
} from './things.js';
import type { People } from './viewers.js';

export interface World {
  things: Thing[];
  /** Works of the public part that secrets are hung on. */
  shared: { key: number; id: string };
}

export const SHARED = {
  fandom: 'Shared Fandom (Invented)',
  freeform: 'Shared Freeform',
  series: 'The Shared Series',
} as const;

/** More than a page of works that everybody may see, with tags, series and writers in common. */
export async function plantPublic(app: App, people: People): Promise<World> {
  const things: Thing[] = [];
  const fields = { fandoms: [SHARED.fandom], freeforms: [SHARED.freeform, 'A Second Freeform'] };
  for (let i = 0; i < 23; i += 1)
    await makeWork(app, i % 2 ? people.creator : people.cocreator, {
      fields: { ...fields, title: `Filler ${i}`, summary: `The ${i}th.` },
    });
  const shared = await makeWork(app, people.creator, {
    fields: { ...fields, title: 'The Open Work', series: [{ title: SHARED.series, position: 1 }] },
    withPseuds: [people.cocreator.pseudId],
    chapters: [{ title: 'One', html: '<p>Open.</p>' }, { html: '<p>Open too.</p>' }],
  });
  things.push(...(await workThings(app, 'the open work', shared, { readers: ALL, listed: true })));
  const adult = await makeWork(app, people.cocreator, {
    fields: { ...fields, title: 'The Gated Work', rating: 'Explicit' },
  });
  things.push(
    ...(await workThings(app, 'the gated work', adult, {
      readers: ALL,
      makers: ['cocreator'],
      listed: true,
    })),
  );
  const mediaId = await plantImage(app, people.creator.viewer.accountId, 'a public picture');
  await attach(app, shared.key, mediaId);
  things.push(
    { kind: 'media', name: 'a public picture', params: { id: mediaId }, readers: ALL, makers: [] },
    {
      kind: 'house-skin',
      name: 'a skin of the archive',
      params: { name: 'letter' },
      readers: ALL,
      makers: [],
    },
    tagThing(SHARED.fandom, ALL),
    tagThing(SHARED.freeform, ALL),
    await seriesThing(app, SHARED.series, ALL, MAKERS),
    await personThing(app, 'a writer', people.creator.pseudId, ALL),
    await personThing(app, 'a second writer', people.cocreator.pseudId, ALL),
    await personThing(app, 'a pseud without works', people.member.pseudId, ['member']),
  );
  return { things, shared };
}
