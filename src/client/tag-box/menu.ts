/** What can be done with one tag, as a menu under it: for whoever does not drag. */

export interface Act {
  label: string;
  run(): void;
}

/** Opens the menu beside `owner` and goes back there when it closes. */
export function openMenu(owner: HTMLElement, label: string, acts: readonly Act[]): void {
  const menu = document.createElement('ul');
  menu.className = 'tag-menu';
  menu.role = 'menu';
  menu.ariaLabel = label;
  const items = acts.map(({ label: words, run }) => {
    const item = document.createElement('li');
    item.role = 'menuitem';
    item.tabIndex = -1;
    item.textContent = words;
    item.addEventListener('click', (event) => {
      event.stopPropagation();
      close();
      run();
    });
    return item;
  });
  menu.append(...items);

  function close(): void {
    menu.remove();
    owner.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', onOutside);
  }
  const onOutside = (event: Event): void => {
    if (!menu.contains(event.target as Node)) close();
  };
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const at = items.indexOf(document.activeElement as HTMLLIElement);
    const go = (to: number): void => items[(to + items.length) % items.length]?.focus();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Enter' || event.key === ' ') items[at]?.click();
    else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      owner.focus();
      if (event.key === 'Tab') return;
    } else return;
    event.preventDefault();
  });
  document.addEventListener('pointerdown', onOutside);
  owner.setAttribute('aria-expanded', 'true');
  owner.after(menu);
  items[0]?.focus();
}
