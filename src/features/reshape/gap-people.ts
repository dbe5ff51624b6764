/** Who speaks and acts on either side of a gap, and what turn-taking says about it. */
import type { Row } from './gap-row.js';
import { type Person, plainly, relate } from './speakers/person.js';
import type { Roles, Scene } from './speakers/roles.js';

const NOBODY: Roles = { actor: null, actorFirst: false, speaker: null, addressed: [], names: [] };
/** How many pieces away a speaker is looked for. */
const BACK = 8;
const AHEAD = 8;
/** How many pieces back a name is looked for. */
const MEMORY = 20;
const FRESH = 8;

const who = ({ speaker, actor }: Roles): Person | null => speaker ?? actor;

const speaksTo = ({ addressed }: Roles, person: Person | null): boolean =>
  person !== null && addressed.includes(person.key);

/** A speaker found by going from piece to piece, and how many times speech met speech on the way. */
export interface Found {
  person: Person | null;
  turns: number;
  distance: number;
}

/** The nearest piece before gap `at` whose speaker is named. */
export function speakerBefore({ prose, roles }: Scene, at: number): Found {
  let turns = 0;
  for (let i = at - 1; i >= Math.max(0, at - BACK); i--) {
    const { speaker } = roles[i]!;
    if (speaker) return { person: speaker, turns, distance: at - i };
    if (prose.cut.gaps[i]!.kind === 'turn') turns++;
  }
  return { person: null, turns: -1, distance: 0 };
}

/** The nearest piece from gap `at` on whose speaker is named; a later one's actor will do. */
export function speakerBehind({ prose, roles }: Scene, at: number): Found {
  let turns = 0;
  for (let i = at; i < Math.min(roles.length, at + AHEAD); i++) {
    if (i > at && prose.cut.gaps[i]!.kind === 'turn') turns++;
    const person = i === at ? roles[i]!.speaker : who(roles[i]!);
    if (person) return { person, turns, distance: i - at };
  }
  return { person: null, turns: -1, distance: 0 };
}

/**
 * Whether two people who take turns would have to change at the gap: -1 the same one goes on, 1 another one, 0 not
 * known. After an odd number of turns the roles are swapped.
 */
export function byTurns(relation: number, turns: number): number {
  const plain = plainly(relation);
  return plain === 0 || turns % 2 === 0 ? plain : -plain;
}

/** Puts down how the people around the gap before piece `at` relate. */
export function putPeople(scene: Scene, at: number, row: Row): void {
  const { roles } = scene;
  const left2 = roles[at - 2] ?? NOBODY;
  const left = roles[at - 1]!;
  const right = roles[at]!;
  const right2 = roles[at + 1] ?? NOBODY;
  const l = who(left);
  const r = who(right);
  row.put('left~right', relate(l, r));
  row.put('leftActor~rightActor', relate(left.actor, right.actor));
  row.put('leftSpeaker~rightActor', relate(left.speaker, right.actor));
  row.put('leftActor~rightSpeaker', relate(left.actor, right.speaker));
  row.put('left2~right', relate(who(left2), r));
  row.put('left~right2', relate(l, who(right2)));
  row.put('right~right2', relate(r, who(right2)));
  const before = speakerBefore(scene, at);
  const behind = speakerBehind(scene, at);
  putTurns(l, r, before, behind, row);
  row.put('right→left', speaksTo(right, l));
  row.put('left→right', speaksTo(left, r));
  row.put('right→before', speaksTo(right, before.person));
  row.put('left→behind', speaksTo(left, behind.person));
  row.put('left2→right', speaksTo(left2, r));
  row.put('right2→right', speaksTo(right2, r));
  row.put('right2→left', speaksTo(right2, l));
  row.put('sameAddressee', compareAddressees(left.addressed, right.addressed));
  putMemory(roles, at, right, r, row);
}

function putTurns(l: Person | null, r: Person | null, before: Found, behind: Found, row: Row): void {
  row.put('before~right', relate(before.person, r));
  row.put('beforeTurns', before.turns);
  row.put('beforeDistance', before.distance);
  row.put('left~behind', relate(l, behind.person));
  row.put('right~behind', relate(r, behind.person));
  row.put('behindTurns', behind.turns);
  row.put('behindDistance', behind.distance);
  row.put('turnsBehind', byTurns(relate(l, behind.person), behind.turns));
  row.put('turnsBefore', byTurns(relate(before.person, r), before.turns));
  row.put('turnsOver', byTurns(relate(before.person, behind.person), before.turns + behind.turns));
}

function compareAddressees(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  return right.some((name) => left.includes(name)) ? -1 : 1;
}

/** When the people of the right piece were last spoken of. */
function putMemory(roles: readonly Roles[], at: number, right: Roles, r: Person | null, row: Row): void {
  const name = right.actor?.kind === 'name' ? right.actor.key : null;
  row.put('actorLastNamed', name === null ? -1 : lastNamed(roles, at, name, MEMORY));
  let fresh = 0;
  for (const key of right.names) if (lastNamed(roles, at, key, FRESH) === FRESH) fresh++;
  row.put('freshNames', fresh);
  let run = 0;
  for (let i = at - 1; i >= Math.max(0, at - 5); i--) {
    const plain = plainly(relate(roles[i]!.actor, r));
    if (plain < 0) run++;
    else if (plain > 0) break;
  }
  row.put('sameActorRun', run);
}

/** How many pieces before gap `at` a name was last met; `reach` when not within it. */
function lastNamed(roles: readonly Roles[], at: number, name: string, reach: number): number {
  for (let i = at - 1; i >= Math.max(0, at - reach + 1); i--)
    if (roles[i]!.names.includes(name)) return at - i;
  return reach;
}
