/** Signing in and out, and finding out who one is. */
import { useSyncExternalStore } from 'react';
import { answerOf, api } from './api.js';
import { isRefusedAs, Unanswered } from './problem.js';
import type { Role, Who } from './shapes.js';
import { onStanding, setStanding, standingNow } from './standing.js';
import type { Standing } from './standing.js';

/** Where somebody lands who signed in for another window. */
export const signedInPlace = '/signed-in';
/** Windows of the same browser tell each other that somebody signed in. */
const windows = 'bida-signed-in';

/** Where the identity provider sends people back to is a path of ours; what cannot be one is left out. */
export function signInAddress(returnTo: string): string {
  const isTaken = /^\/[\x21-\x7e]{0,299}$/.test(returnTo);
  return `/v1/session/sign-in?${new URLSearchParams({ returnTo: isTaken ? returnTo : '/' }).toString()}`;
}

export const useStanding = (): Standing => useSyncExternalStore(onStanding, standingNow);

/** Who sits here; for what is shown to people who are signed in alone. */
export function useWho(): Who {
  const standing = useStanding();
  if (standing.kind !== 'known' && standing.kind !== 'ended') throw new Error('nobody is signed in');
  return standing.who;
}

export const hasRole = ({ roles }: Who, ...wanted: readonly Role[]): boolean =>
  roles.some((role) => wanted.includes(role));

/** Asks who is signed in, and keeps it; somebody else than before does not take over a page under way. */
export async function askWho(): Promise<void> {
  const before = standingNow();
  try {
    const who = await answerOf(api.GET('/v1/session'));
    if (before.kind === 'ended' && before.who.account !== who.account) setStanding({ ...before, other: who });
    else setStanding({ kind: 'known', who });
  } catch (failure) {
    if (before.kind === 'ended' || before.kind === 'known') return;
    setStanding(isRefusedAs(failure, 'unauthenticated') ? { kind: 'nobody' } : { kind: 'away', failure });
  }
}

/** Ends the session; not in the description, since only who came by browser has one to end. Throws {@link Unanswered}. */
export async function signOut(): Promise<void> {
  const standing = standingNow();
  const token = standing.kind === 'known' ? standing.who.csrfToken : undefined;
  const { ok, status } = await fetch('/v1/session/sign-out', {
    method: 'POST',
    headers: token === undefined ? {} : { 'x-csrf-token': token },
  }).catch((): never => {
    throw new Unanswered();
  });
  // Whoever had no session any more is signed out as well.
  if (!ok && status !== 401) throw new Unanswered(status);
  setStanding({ kind: 'nobody' });
}

export function tellOtherWindows(): void {
  const channel = new BroadcastChannel(windows);
  channel.postMessage('signed-in');
  channel.close();
}

/** Tells when another window says that somebody signed in there; answers how to stop. */
export function onOtherWindow(listener: () => void): () => void {
  const channel = new BroadcastChannel(windows);
  channel.onmessage = listener;
  return () => channel.close();
}
