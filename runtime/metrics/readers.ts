/** Who may read a process's metrics: nobody from outside, and nobody on whose behalf somebody else comes. */
import type { IncomingHttpHeaders } from 'node:http';
import { addressList } from '../network/address-list.js';
import type { AddressList } from '../network/address-list.js';

const loopback = addressList(['127.0.0.0/8', '::1']);

/** Written by those who pass a request on; a program that reads metrics itself writes none of them. */
const passedOnBy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/**
 * Whether a request for metrics is answered. Where `sources` are configured, it comes from one of them, by the address
 * that a proxy of ours wrote, if there is one. Where none are, it comes from this machine, and nobody passed it on: a
 * proxy beside us would otherwise make everybody a neighbour.
 */
export function mayReadMetrics(
  headers: IncomingHttpHeaders,
  address: string,
  sources: AddressList | undefined,
): boolean {
  if (sources !== undefined) return sources.has(address);
  return loopback.has(address) && passedOnBy.every((header) => headers[header] === undefined);
}
