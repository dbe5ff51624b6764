/** Small questions in a dialogue of the page. */

interface Question {
  title: string;
  fields?: readonly { name: string; label: string; value?: string; isLong?: boolean }[];
  yes: string;
  no: string;
}

/** @returns the fields by name, or null when the answer is no */
export function ask({ title, fields = [], yes, no }: Question): Promise<Record<string, string> | null> {
  const dialog = document.createElement('dialog');
  dialog.className = 'desk-dialog';
  dialog.setAttribute('aria-label', title);
  const form = document.createElement('form');
  form.method = 'dialog';
  const head = document.createElement('p');
  head.textContent = title;
  form.append(head);
  const inputs = fields.map(({ name, label, value = '', isLong }) => {
    const input = document.createElement(isLong ? 'textarea' : 'input');
    Object.assign(input, { name, value, dir: 'auto' }, isLong ? { rows: 3 } : { type: 'text' });
    const around = document.createElement('label');
    around.append(label, input);
    form.append(around);
    return input;
  });
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  for (const [value, label] of [
    ['yes', yes],
    ['', no],
  ] as const) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'submit', value, textContent: label });
    if (value) button.className = 'primary';
    buttons.append(button);
  }
  form.append(buttons);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(
        dialog.returnValue === 'yes'
          ? Object.fromEntries(inputs.map(({ name, value }) => [name, value.trim()]))
          : null,
      );
    });
  });
}
