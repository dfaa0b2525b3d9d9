/** Who sits at this window, as far as it is known; the one thing that all doors look at. */
import type { Who } from './shapes.js';

export type Standing =
  | { readonly kind: 'asking' }
  /** Nobody could be asked. */
  | { readonly kind: 'away'; readonly failure: unknown }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'known'; readonly who: Who }
  /** The session is over, and the page stays as it is until its own person is back. */
  | { readonly kind: 'ended'; readonly who: Who; readonly other?: Who };

let standing: Standing = { kind: 'asking' };
const listeners = new Set<() => void>();

export const standingNow = (): Standing => standing;

export function setStanding(next: Standing): void {
  standing = next;
  for (const listener of listeners) listener();
}

/** Tells whenever it changes; answers how to stop. */
export function onStanding(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** An answer said that nobody is signed in. */
export function sessionEnded(): void {
  if (standing.kind === 'known') setStanding({ kind: 'ended', who: standing.who });
}
