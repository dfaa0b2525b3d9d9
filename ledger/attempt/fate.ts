/** What became of an attempt `a`, in SQL, once. */
import { providersOwn } from '../../domain/provider/standing.js';

export const isDelivered = (a: string): string => `coalesce(${a}.settlement = 'delivered', false)`;

const ownFailures = providersOwn.map((failure) => `'${failure}'`).join(', ');

/** By the provider's own fault, or nobody knows; a delivery found out later is none. */
export const isFailed = (a: string): string =>
  `(NOT ${isDelivered(a)} AND (${a}.outcome = 'unknown' OR ${a}.never_received
  OR coalesce(${a}.failure IN (${ownFailures}), false)))`;
