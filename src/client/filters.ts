/** Comforts of the filters of a list. The form works whole without them. */

/** Whoever looks for a thing does not leave it out at the same time. */
function partRows(form: HTMLFormElement): void {
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.checked) return;
    for (const box of target.closest('li')?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])
      if (box !== target && box.name !== target.name) box.checked = false;
  });
}

/** Fields that say nothing are not sent, so that the address on the way is short. */
function sendLittle(form: HTMLFormElement): void {
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === '' && name !== 'sort') formData.delete(name);
  });
}

/** What can't be read stands selected. */
function showFault(box: HTMLInputElement): void {
  const [at = 0, length = 0] = (box.dataset.fault ?? '').split(' ').map(Number);
  box.focus();
  box.setSelectionRange(at, at + length);
}

/** The rows of a group with their counts; what was ticked meanwhile, and where somebody is, stays. */
function putRows(old: Element, fresh: Element): void {
  const [before, now] = [old.querySelector('.facet-rows'), fresh.querySelector('.facet-rows')];
  if (!now) return;
  const boxes = [...now.querySelectorAll('input')];
  const same = (one: HTMLInputElement) =>
    boxes.find((box) => box.name === one.name && box.value === one.value);
  const focused = before?.querySelector<HTMLInputElement>('input:focus');
  for (const one of before?.querySelectorAll('input') ?? []) {
    const box = same(one);
    if (box) box.checked = one.checked;
  }
  if (before) before.replaceWith(now);
  else (old.querySelector('fieldset') ?? old).prepend(now);
  if (focused) same(focused)?.focus({ preventScroll: true });
  const how = fresh.querySelector('select');
  if (how && !old.querySelector('select'))
    old.querySelector('fieldset')?.append(how.closest('.field') ?? how);
}

function putCounts(form: HTMLFormElement, fresh: HTMLFormElement): void {
  let last: Element | null = null;
  for (const group of fresh.querySelectorAll('[data-facet]')) {
    const old = form.querySelector(`[data-facet="${group.getAttribute('data-facet')}"]`);
    if (old) putRows(old, group);
    else last?.after(group);
    last = old ?? group;
  }
  for (const option of fresh.querySelectorAll<HTMLOptionElement>('select[name] > option')) {
    const name = option.closest('select')?.name ?? '';
    const old = form.querySelector(`select[name="${name}"] > option[value="${option.value}"]`);
    if (old && old.textContent !== option.textContent) old.textContent = option.textContent;
  }
}

/** The page did not wait for the counts of its filters: they come now. Where they don't, the link is there. */
async function countLater(form: HTMLFormElement, place: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const answer = await fetch(`${link.href}=part`);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector<HTMLFormElement>('.filter-form');
  if (!fresh) return;
  putCounts(form, fresh);
  // Whoever was on the link stays at its place.
  if (place.contains(document.activeElement)) {
    place.tabIndex = -1;
    place.focus();
  }
  place.textContent = place.dataset.counted ?? '';
}

const form = document.querySelector<HTMLFormElement>('.filter-form');
if (form) {
  partRows(form);
  sendLittle(form);
  const place = document.querySelector<HTMLElement>('.facets-later');
  const link = place?.querySelector('a');
  if (place && link) countLater(form, place, link).catch(() => undefined);
}
const box = document.querySelector<HTMLInputElement>('#query[data-fault]');
if (box) showFault(box);
