/** Fields of tags as lists that complete what is typed and whose order can be changed. Without this they are plain fields. */
import { makeTagBox } from './tag-box/box.js';

for (const place of document.querySelectorAll<HTMLElement>('[data-tags]')) makeTagBox(place);
