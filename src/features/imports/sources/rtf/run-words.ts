/** Words that say what the letters look like. */
import { MARK } from '../manuscript/model.js';
import type { GroupState } from './state.js';
import { isUnderline } from './vocabulary.js';

/** Changes the state by a control word; false when the word is about something else. */
export function runWord(state: GroupState, name: string, number: number | null): boolean {
  const set = (mark: number, on: boolean): true => {
    state.marks = on ? state.marks | mark : state.marks & ~mark;
    return true;
  };
  const on = number !== 0;
  if (isUnderline(name)) return set(MARK.underline, on);
  switch (name) {
    case 'b':
      return set(MARK.bold, on);
    case 'i':
      return set(MARK.italic, on);
    case 'strike':
    case 'striked':
      return set(MARK.strike, on);
    case 'ulnone':
      return set(MARK.underline, false);
    case 'super':
      return set(MARK.sub, false) && set(MARK.sup, on);
    case 'sub':
      return set(MARK.sup, false) && set(MARK.sub, on);
    case 'nosupersub':
      return set(MARK.sup | MARK.sub, false);
    case 'caps':
      state.caps = on;
      return true;
    case 'v':
      state.hidden = on;
      return true;
    case 'deleted':
      state.deleted = on;
      return true;
    case 'f':
      state.font = number ?? 0;
      return true;
    case 'plain':
      Object.assign(state, { marks: 0, caps: false, hidden: false, deleted: false });
      return true;
  }
  return false;
}
