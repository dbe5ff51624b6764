/** Other tabs of this browser in which a form of the desk is open. */
const CHANNEL = 'fanlight-desk';
/** A tab that sleeps does not answer; its text is offered then, which loses nothing. */
const ANSWER_MS = 300;

type Message = { ask: string } | { open: string };

/** Answers others that ask, from now on. @returns the keys of the copies that open tabs write, this one's left out */
export async function openTabs(key: string): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  if (!('BroadcastChannel' in window)) return open;
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('ask' in data) channel.postMessage({ open: key } satisfies Message);
    else open.add(data.open);
  });
  channel.postMessage({ ask: key } satisfies Message);
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  return open;
}
