/** Which attempts an incident is about, and which of them came to nothing by the provider's doing: in SQL, once. */
import { isDelivered, isFailed } from '../attempt/fate.js';

/** Whether an attempt `a` is one of an incident `i`. */
export const isInScope = (a: string, i = 'i'): string =>
  `((${a}.route = ${i}.target OR split_part(${a}.route, '/', 2) = ${i}.target)
    AND ${a}.intended_at >= ${i}.from_at AND (${i}.until_at IS NULL OR ${a}.intended_at < ${i}.until_at)
    AND (${i}.province IS NULL OR ${a}.province_guess = ${i}.province)
    AND (${i}.carrier IS NULL OR ${a}.carrier_guess = ${i}.carrier))`;

/** Delivered for all that is known; the word of whoever is in doubt does not count for what it took itself. */
export const isProof = (a: string, i = 'i'): string =>
  `(${a}.settlement = 'delivered' AND ${a}.revoked_at IS NULL
    AND (${a}.evidence = 'receipt' OR NOT ${isInScope(a, i)}))`;

/**
 * Failed by the provider's own fault, in doubt, silent past its deadline (an instant, `now`), or delivered by its word
 * alone. What is wrong with a handset or a number is no provider's doing.
 */
export const isLost = (a: string, now: string): string =>
  `(${isFailed(a)}
    OR (${a}.outcome = 'accepted'
        AND (${a}.settlement = 'no-receipt'
          OR (${a}.settlement IS NULL AND ${a}.receipt_deadline <= ${now})
          OR (${isDelivered(a)} AND ${a}.evidence = 'acceptance'))))`;

/** Cannot be judged yet. */
export const isUndecided = (a: string, now: string): string =>
  `(${a}.outcome = 'intended'
    OR (${a}.outcome = 'accepted' AND ${a}.settlement IS NULL AND ${a}.receipt_deadline > ${now}))`;
