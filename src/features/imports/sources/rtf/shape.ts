import type { Paragraph } from '../manuscript/model.js';
import { styleLevel, styleRole } from '../manuscript/style-names.js';
import type { ParagraphState } from './state.js';
import type { Tables } from './tables.js';

/** What a paragraph is, by its own words and its style. */
export function shapeOf(state: ParagraphState, tables: Tables): Omit<Paragraph, 'inlines'> {
  const style = tables.styles.get(state.style);
  const names = style ? [style.name] : [];
  const role = styleRole(names);
  const level = state.level ?? style?.level ?? styleLevel(names);
  const drawn = [...state.borders.drawn];
  return {
    kind: 'paragraph',
    level: role === null ? level : null,
    role: role === 'contents' ? null : role,
    align: state.align,
    rtl: state.rtl,
    indent: { start: state.start + Math.min(0, state.first), end: state.end },
    list: level === null ? listPlace(state, tables) : null,
    border: drawn.length !== 1 ? null : drawn[0] === 'bottom' ? 'below' : drawn[0] === 'top' ? 'above' : null,
  };
}

function listPlace(state: ParagraphState, tables: Tables): Paragraph['list'] {
  if (state.oldList) return { id: 'old', level: 0, ordered: state.oldList === 'number', start: 1 };
  const found = state.list > 0 ? tables.listLevel(state.list, state.listLevel) : null;
  return (
    found && { id: String(state.list), level: state.listLevel, ordered: found.ordered, start: found.start }
  );
}
