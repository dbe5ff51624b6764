/** Under which name a member's things lie on their device. */
import { hashToken } from '../ids.js';
import type { Viewer } from '../viewer.js';

/**
 * The same for one member on every page, and told to that member alone; neither the name they log in with nor a
 * number of ours can be read off it. '' for guests.
 */
export const deviceName = (viewer: Viewer): string =>
  viewer.kind === 'member' ? hashToken(`device of ${viewer.login}`).toString('base64url').slice(0, 22) : '';
