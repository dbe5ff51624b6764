/** The progress of a batch, looked at again without the page around it. Without this script the page reloads itself. */
const EVERY_MS = 2_000;

const box = document.querySelector<HTMLElement>('[data-batch-progress]');

async function look(part: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(part.dataset.batchProgress ?? '', { headers: { accept: 'application/json' } });
    if (!answer.ok) return;
    const { html, going } = (await answer.json()) as { html: string; going: boolean };
    part.innerHTML = html;
    // What can be done now stands outside of this part.
    if (!going) location.reload();
  } catch {
    // The network is away for a moment; the next look may find it.
  }
}

if (box?.dataset.going === 'yes') {
  const again = (): void => {
    setTimeout(async () => {
      if (document.visibilityState === 'visible') await look(box);
      again();
    }, EVERY_MS);
  };
  again();
}
