/** What a button sends: whether it is on its way, and what went wrong, so that nothing typed is lost by it. */
import { useState } from 'react';

interface Sending {
  readonly isSending: boolean;
  /** Why the latest was not done; undefined where it was. */
  readonly failure: unknown;
  /** Does it; what it throws is kept to be shown. */
  readonly send: (act: () => Promise<void>) => Promise<void>;
  /** What went wrong before is not shown any more. */
  readonly forget: () => void;
}

export function useSending(): Sending {
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const send = async (act: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    setIsSending(true);
    try {
      await act();
    } catch (caught) {
      setFailure(caught);
    } finally {
      setIsSending(false);
    }
  };
  return { isSending, failure, send, forget: () => setFailure(undefined) };
}
