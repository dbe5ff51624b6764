/** Comforts of the writing desk: how many words there are. The forms work whole without them. */

/** The rule of the server in short: words parted by white space and dashes. */
const countWords = (text: string): number =>
  text
    .replace(/<[^<>]*>/g, ' ')
    .split(/\s+|—|--/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

for (const box of document.querySelectorAll<HTMLElement>('[data-desk-text]')) {
  const area = box.querySelector('textarea');
  const label = box.dataset.words;
  if (!area || !label) continue;
  const count = document.createElement('p');
  count.className = 'help';
  area.after(count);
  const show = (): void => {
    count.textContent = label.replace(
      '{n}',
      countWords(area.value).toLocaleString(document.documentElement.lang),
    );
  };
  area.addEventListener('input', show);
  show();
}
