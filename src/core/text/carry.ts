import type { Fragment } from './tree.js';
export function carry(_tree: Fragment): void {}
