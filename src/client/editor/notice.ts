/** A notice before a form or a part of it, with what can be done about it. */
export interface Act {
  label: string;
  primary?: boolean;
  /** True keeps the notice. */
  run(): boolean | undefined;
}

export const timeOf = (at: number): string => {
  const lang = document.documentElement.lang;
  const then = new Date(at);
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const isToday = then.toDateString() === new Date().toDateString();
  return then.toLocaleString(lang, isToday ? time : { day: 'numeric', month: 'long', ...time });
};

export function notice(
  before: HTMLElement,
  { title, text, acts }: { title?: string; text: string; acts: readonly Act[] },
): HTMLElement {
  const box = document.createElement('section');
  box.className = 'notice unsaved';
  box.setAttribute('role', 'status');
  if (title) {
    const head = document.createElement('h2');
    head.textContent = title;
    box.append(head);
  }
  const said = document.createElement('p');
  said.textContent = text;
  const row = document.createElement('p');
  row.className = 'acts';
  for (const { label, primary, run } of acts) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    if (primary) made.className = 'primary';
    made.addEventListener('click', () => {
      if (!run()) box.remove();
    });
    row.append(made);
  }
  box.append(said);
  if (acts.length > 0) box.append(row);
  before.before(box);
  return box;
}
