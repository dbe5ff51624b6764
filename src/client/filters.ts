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

const form = document.querySelector<HTMLFormElement>('.filter-form');
if (form) {
  partRows(form);
  sendLittle(form);
}
const box = document.querySelector<HTMLInputElement>('#query[data-fault]');
if (box) showFault(box);
