/** Two lines: where the text is kept, and, said aloud, what is wrong with that. */
export interface Status {
  kept: HTMLElement;
  say(where: string, trouble?: string): void;
  hasTrouble(): boolean;
}

export function statusIn(bar: HTMLElement): Status {
  const [kept, problem] = [document.createElement('p'), document.createElement('p')];
  kept.className = 'help desk-kept';
  problem.className = 'desk-trouble';
  problem.setAttribute('role', 'status');
  bar.append(kept, problem);
  return {
    kept,
    say(where, trouble = '') {
      kept.textContent = where;
      // What is said again would be read out again.
      if (problem.textContent !== trouble) problem.textContent = trouble;
    },
    hasTrouble: () => problem.textContent !== '',
  };
}
