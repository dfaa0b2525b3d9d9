/** What happens, as it happens: one stream for the window (Server-Sent Events, `GET /v1/events`). */
import type { StreamedEvent } from './shapes.js';

export interface StreamListener {
  heard(event: StreamedEvent): void;
  /** Whether what happens is heard; `anew` where something may have been missed meanwhile. */
  opened(anew: boolean): void;
  lost(): void;
  /** It was refused, rather than cut off: for want of a session, perhaps. */
  refused(): void;
}

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
/**
 * Nobody looks at a page that was hidden for so long: it lets go of its stream, and asks for everything when it is seen.
 * Over HTTP/1.1 a browser has six connections for all windows of an origin, and each stream takes one.
 */
const hiddenMs = 15_000;

/**
 * Listens from now on. A stream that is cut off goes on by itself behind the last event, as browsers do
 * (`Last-Event-ID`); one that was refused is asked for again, later each time. Answers how to stop.
 */
export function listen(listener: StreamListener): () => void {
  let source: EventSource | undefined;
  let pauseMs = firstPauseMs;
  let timer: number | undefined;
  let hidden: number | undefined;
  let isFirst = true;

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = (): void => {
    close();
    const own = new EventSource('/v1/events');
    source = own;
    own.onopen = () => {
      pauseMs = firstPauseMs;
      listener.opened(!isFirst);
      isFirst = false;
    };
    own.onmessage = ({ data }: MessageEvent<string>) => listener.heard(JSON.parse(data) as StreamedEvent);
    own.onerror = () => {
      listener.lost();
      // Cut off: the browser comes again by itself.
      if (own.readyState !== EventSource.CLOSED) return;
      listener.refused();
      timer = window.setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };
  const seen = (): void => {
    clearTimeout(hidden);
    if (document.visibilityState === 'hidden') hidden = window.setTimeout(letGo, hiddenMs);
    else if (source === undefined) open();
  };
  // As things stood then the page shows them, until it is seen again.
  const letGo = (): void => {
    close();
    listener.lost();
  };

  seen();
  document.addEventListener('visibilitychange', seen);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    clearTimeout(hidden);
    close();
  };
}
