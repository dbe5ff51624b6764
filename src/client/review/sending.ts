/** Acts on their way to the server: one after the other, in the order in which they were done, each with the newest revision. */

export interface Answer {
  revision: number;
  canUndo: boolean;
  message: string;
  doubts: string;
  to: string;
  reload?: true;
  at?: number;
  removed?: number;
  blocks?: string[];
  focus?: number;
  notes?: Record<string, string>;
}

/** What an act sends; the revision is added when its turn comes. */
export type Fields = readonly (readonly [name: string, value: string])[];

export interface Sent<A> {
  fields: Fields;
  done(answer: A): void;
  /** The act was dropped, because the server said no. */
  dropped?: () => void;
}

export interface Outcomes {
  /** The server said no, and why: the act is dropped. */
  refused(message: string): void;
  /** The page is older than the text: it must be loaded again. */
  stale(): void;
  /** Nothing is known of the act: it stays first in the line until `retry`. */
  stuck(why: 'network' | 'server' | 'loggedOut'): void;
}

export interface Line<A = Answer> {
  add(sent: Sent<A>): void;
  retry(): void;
  /** Acts that are not done yet. */
  waiting(): number;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

/** More may not be sent by a page that is being left. */
const MOST_KEEPALIVE = 60_000;

async function post(action: string, body: URLSearchParams): Promise<Response> {
  return fetch(action, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
    redirect: 'manual',
    keepalive: body.toString().length < MOST_KEEPALIVE,
  });
}

export function sendTo<A extends { revision: number } = Answer>(
  action: string,
  firstRevision: number,
  outcomes: Outcomes,
): Line<A> {
  const line: Sent<A>[] = [];
  let revision = firstRevision;
  let busy = false;
  let resting: (() => void)[] = [];

  /** Whether to go on with the next act. */
  async function first({ fields, done, dropped }: Sent<A>): Promise<boolean> {
    const body = new URLSearchParams([...fields.map(([n, v]) => [n, v]), ['revision', String(revision)]]);
    let response: Response;
    try {
      response = await post(action, body);
    } catch {
      outcomes.stuck('network');
      return false;
    }
    if (response.type === 'opaqueredirect') outcomes.stuck('loggedOut');
    else if (response.ok) {
      const answer = (await response.json()) as A;
      ({ revision } = answer);
      line.shift();
      done(answer);
      return true;
    } else if (response.status === 409) outcomes.stale();
    else if (response.status >= 500 || response.status === 429) outcomes.stuck('server');
    else {
      const fault = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
      line.shift();
      dropped?.();
      outcomes.refused(fault?.error?.message ?? '');
      return true;
    }
    return false;
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (line[0] && (await first(line[0])));
    } catch {
      outcomes.stuck('network');
    }
    busy = false;
    if (line.length === 0) {
      for (const rest of resting) rest();
      resting = [];
    }
  }

  return {
    add(sent) {
      line.push(sent);
      void work();
    },
    retry: () => void work(),
    waiting: () => line.length,
    idle: () =>
      line.length === 0 ? Promise.resolve() : new Promise((resolve) => void resting.push(resolve)),
  };
}
