/** The words of the desk's script, as the page gives them. */
import type { en } from '../../core/messages/en/index.js';

export type EditorWords = (typeof en)['keeping']['editor'];
