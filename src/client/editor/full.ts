/** The text alone on the screen: everything around it is out of sight, out of the Tab key's way and silent. */
export interface FullScreen {
  isOn(): boolean;
  toggle(): void;
}

export function fullScreen(box: HTMLElement): FullScreen {
  const isOn = (): boolean => box.classList.contains('is-full');
  let silenced: HTMLElement[] = [];
  const on = (): void => {
    for (
      let inner: HTMLElement = box;
      inner.parentElement && inner !== document.body;
      inner = inner.parentElement
    )
      for (const beside of inner.parentElement.children)
        if (beside !== inner && beside instanceof HTMLElement && !beside.inert) silenced.push(beside);
    for (const beside of silenced) beside.inert = true;
  };
  const off = (): void => {
    for (const beside of silenced) beside.inert = false;
    silenced = [];
  };
  return {
    isOn,
    toggle() {
      const full = box.classList.toggle('is-full');
      document.documentElement.classList.toggle('has-full', full);
      if (full) on();
      else off();
    },
  };
}
