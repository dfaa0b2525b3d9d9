/** Where one was when a dialog opened, so that whoever goes by keyboard is there again once it is closed. */
import { useInsertionEffect, useRef } from 'react';

/**
 * What it answers goes back, for `afterClose`. A dialog would remember by itself, but it looks when it has been drawn,
 * and by then a field in it may have the focus already; this looks before.
 */
export function useWayBack(isOpen: boolean): () => void {
  const from = useRef<Element | null>(null);
  useInsertionEffect(() => {
    if (isOpen) from.current = document.activeElement;
  }, [isOpen]);
  return () => {
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
    from.current = null;
  };
}
