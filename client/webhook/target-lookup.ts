/**
 * Looks up where a name leads to, and lets nobody connect to what lies in no public network. Judged is the very address
 * that is then connected to, so that a name that changes its mind in between gains nothing.
 */
import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../runtime/network/public-address.js';

/** A name, or an address given outright, that leads into a private network, to this machine, or nowhere in public. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

/** Looks names up as the system does; `resolve` is the system's, unless told. */
export const publicLookup =
  (resolve: typeof lookup = lookup): LookupFunction =>
  (hostname, options, told) => {
    resolve(hostname, { ...options, all: true }, (failure, found) => {
      if (failure !== null) {
        told(failure, '');
        return;
      }
      const allowed = found.filter(({ address }) => isPublicAddress(address));
      const [first] = allowed;
      if (first === undefined) told(new TargetRefused('the target lies in no public network'), '');
      else if (options.all === true) told(null, allowed);
      else told(null, first.address, first.family);
    });
  };

/** Whether a host of an address is an IP address outside the public internet; such a one is never looked up. */
export function isPrivateLiteral({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublicAddress(host);
}
