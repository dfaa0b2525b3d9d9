/** Does something about an approval, and lets the page say what came of it. */
import { useState } from 'react';
import { approvalsChanged } from '../door/approval-questions.js';
import { isRefusedAs } from '../door/problem.js';

interface Settling {
  readonly isSending: boolean;
  readonly failure: unknown;
  /** Whether it was done; somebody who was faster is no failure: the page says what they did. */
  readonly send: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useSettling(done: () => void): Settling {
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const send = async (act: () => Promise<unknown>): Promise<boolean> => {
    setIsSending(true);
    setFailure(undefined);
    try {
      await act();
      done();
      await approvalsChanged();
      return true;
    } catch (caught) {
      const isFaster = isRefusedAs(caught, 'approval-over', 'approval-overtaken');
      if (isFaster) await approvalsChanged();
      else setFailure(caught);
      return isFaster;
    } finally {
      setIsSending(false);
    }
  };
  return { isSending, failure, send };
}
