/** Other tabs of this browser in which a form of the desk is open. */
const CHANNEL = 'fanlight-desk';
/** A tab that sleeps does not answer in time; its text is offered then, which loses nothing. */
const ANSWER_MS = 300;

type Message = { ask: string } | { open: string };

/**
 * Answers others that ask, from now on.
 * @param key of the copy that this tab writes
 * @param met is told the key of every other tab's copy, also when that tab answers late
 * @returns the keys of those that answered in time
 */
export async function openTabs(key: string, met: (key: string) => void): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  if (!('BroadcastChannel' in window)) return open;
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('ask' in data) channel.postMessage({ open: key } satisfies Message);
    const other = 'ask' in data ? data.ask : data.open;
    if (open.has(other)) return;
    open.add(other);
    met(other);
  });
  channel.postMessage({ ask: key } satisfies Message);
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  return new Set(open);
}
