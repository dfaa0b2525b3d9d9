/** Whether what is on the screen is kept up to date, for everybody to see. */
import { useEffect, useState } from 'react';
import { askEverythingAgain, happened } from '../door/questions.js';
import { askWho } from '../door/session.js';
import { listen } from '../door/stream.js';
import { useWords } from './language.js';
import { useMoments } from './moment.js';

/** `lost` since an instant, epoch milliseconds: as things stood then the page shows them. */
export type Connection =
  { readonly kind: 'connecting' | 'live' } | { readonly kind: 'lost'; readonly at: number };

/** A stream ends every quarter of an hour by itself, and is there again at once: nobody need see that. */
const graceMs = 4_000;

/** Follows the stream of events while somebody is signed in. */
export function useConnection(isSignedIn: boolean): Connection {
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });
  useEffect(() => {
    if (!isSignedIn) return;
    let lostAt: number | undefined;
    let timer: number | undefined;
    const stop = listen({
      heard: happened,
      opened: (anew) => {
        const wasLost = lostAt !== undefined;
        clearTimeout(timer);
        lostAt = undefined;
        setConnection({ kind: 'live' });
        if (anew || wasLost) askEverythingAgain();
      },
      lost: () => {
        if (lostAt !== undefined) return;
        const at = Date.now();
        lostAt = at;
        timer = window.setTimeout(() => setConnection({ kind: 'lost', at }), graceMs);
      },
      refused: () => void askWho(),
    });
    return () => {
      clearTimeout(timer);
      stop();
      setConnection({ kind: 'connecting' });
    };
  }, [isSignedIn]);
  return connection;
}

export function ConnectionSign({ connection }: { readonly connection: Connection }) {
  const words = useWords().connection;
  return (
    <span className={`connection connection-${connection.kind}`} title={words[connection.kind]}>
      <span className="connection-dot" aria-hidden="true" />
      <span className="connection-word">{words[connection.kind]}</span>
    </span>
  );
}

export function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  const words = useWords().connection;
  const { clock } = useMoments();
  return (
    <div role="status" aria-live="polite">
      {connection.kind === 'lost' && <p className="banner">{words.banner(clock(connection.at))}</p>}
    </div>
  );
}
