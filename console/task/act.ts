/** One thing done about a task at a time: not twice by a double click, and what went wrong is kept. */
import { useRef, useState } from 'react';
import { isRefusedAs } from '../door/problem.js';
import { askTaskAgain } from '../door/task-questions.js';

export interface Act {
  readonly isRunning: boolean;
  readonly failure: unknown;
  /** What was answered; undefined where it was refused, or something is being done already. */
  readonly run: <Result>(act: () => Promise<Result>) => Promise<Result | undefined>;
  readonly forget: () => void;
}

/** Somebody was faster: how the task stands then says more than the refusal. */
export const isConflict = (failure: unknown): boolean =>
  isRefusedAs(failure, 'task-claimed', 'task-finished');

export function useAct(taskId: string): Act {
  const [isRunning, setIsRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const isUnderWay = useRef(false);
  return {
    isRunning,
    failure,
    forget: () => setFailure(undefined),
    run: async (act) => {
      if (isUnderWay.current) return undefined;
      isUnderWay.current = true;
      setIsRunning(true);
      setFailure(undefined);
      try {
        return await act();
      } catch (caught) {
        if (isConflict(caught)) await askTaskAgain(taskId);
        setFailure(caught);
        return undefined;
      } finally {
        isUnderWay.current = false;
        setIsRunning(false);
      }
    },
  };
}
