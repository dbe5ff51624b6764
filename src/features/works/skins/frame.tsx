/** What a skin is held in. */
import type { ComponentChildren } from 'preact';
import { CONTAINER } from './css/selectors.js';

/**
 * Rules of a skin begin with the inner container, so they can't reach the outer one, which cuts off and sets apart
 * whatever is in it. On a page there is at most one.
 */
export function SkinFrame({ worn, children }: { worn: boolean; children: ComponentChildren }) {
  if (!worn) return <>{children}</>;
  return (
    <div class="skin-frame">
      <div id={CONTAINER}>{children}</div>
    </div>
  );
}
