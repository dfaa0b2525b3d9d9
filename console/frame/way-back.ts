/** Where one was when a dialog opened, so that whoever goes by keyboard is there again once it is closed. */
import { useEffect, useInsertionEffect, useRef } from 'react';

/**
 * What it answers goes back, for `afterClose`; where an open dialog is taken away as a whole, it goes back by itself. A
 * dialog remembers too, but it looks when it has been drawn, and by then a field in it may have the focus already; and
 * what is taken away as a whole closes nothing.
 */
export function useWayBack(isOpen: boolean): () => void {
  const from = useRef<Element | null>(null);
  useInsertionEffect(() => {
    if (isOpen) from.current = document.activeElement;
  }, [isOpen]);
  const goBack = (): void => {
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
    from.current = null;
  };
  useEffect(() => goBack, []);
  return goBack;
}
