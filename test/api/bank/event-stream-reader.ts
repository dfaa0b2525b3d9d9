/** Reads a stream of events as a browser does (WHATWG HTML 9.2), and says what came. */
export interface Streamed {
  readonly id: string;
  readonly data: { readonly kind: string; readonly applicationId?: string; readonly at: string };
}

export interface StreamReader {
  readonly status: number;
  readonly headers: Headers;
  /** Events so far, in the order in which they came. */
  readonly events: readonly Streamed[];
  /** What a browser would send as `Last-Event-ID` now. */
  readonly lastId: () => string;
  /** How many blocks without an event came. */
  readonly heartbeats: () => number;
  /** Resolves when the stream has ended, by whichever side. */
  readonly ended: Promise<void>;
  readonly close: () => void;
}

export async function readStream(url: string, token: string, lastId?: string): Promise<StreamReader> {
  const abort = new AbortController();
  const response = await fetch(`${url}/v1/events`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    },
    signal: abort.signal,
  });
  const events: Streamed[] = [];
  let id = lastId ?? '';
  let heartbeats = 0;
  const readBlock = (block: string): void => {
    const fields = block.split('\n').map((line) => line.split(/:\s?(.*)/s, 2) as [string, string?]);
    id = fields.findLast(([name]) => name === 'id')?.[1] ?? id;
    const data = fields.filter(([name]) => name === 'data').map(([, value = '']) => value);
    if (data.length === 0) heartbeats += 1;
    else events.push({ id, data: JSON.parse(data.join('\n')) as Streamed['data'] });
  };
  const read = async (): Promise<void> => {
    if (response.body === null) return;
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) readBlock(block);
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    events,
    lastId: () => id,
    heartbeats: () => heartbeats,
    ended: read().catch(() => undefined),
    close: () => abort.abort(),
  };
}
