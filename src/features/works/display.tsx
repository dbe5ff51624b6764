/** What a reader rather does not see before asking, and rather sees: never of their own works. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../core/messages/index.js';
import type { Display, Viewer } from '../../core/viewer.js';
import type { TagType } from '../tags/index.js';

/** As somebody who chose nothing sees works. */
export const AS_IT_IS: Display = {
  plain: false,
  hidesWarnings: false,
  hidesFreeforms: false,
  showsCovers: false,
};

export const displayOf = (viewer: Viewer): Display =>
  (viewer.kind === 'member' ? viewer.display : undefined) ?? AS_IT_IS;

/** Stands in the keys of what is kept drawn: those who chose alike share it. */
export const displayKey = ({ hidesWarnings, hidesFreeforms, showsCovers }: Display): string =>
  [hidesWarnings, hidesFreeforms, showsCovers].map(Number).join('');

/** Whether tags of a type are folded for this reader. */
export const isVeiled = (type: TagType, display: Display, own: boolean): type is 'warning' | 'freeform' =>
  !own && ((type === 'warning' && display.hidesWarnings) || (type === 'freeform' && display.hidesFreeforms));

/** Folded, to be opened by whoever wants to know, one by one. */
export function Veil({ type, children }: { type: 'warning' | 'freeform'; children: ComponentChildren }) {
  const { veil } = useWords().preferences;
  return (
    <details class="veil">
      <summary>{veil[type]}</summary>
      {children}
    </details>
  );
}
