import { z } from 'zod';
import { isNetwork } from '../network/address-list.js';

const expected = 'expected an address or a network such as 203.0.113.0/24 or 2001:db8::/32';

/** Addresses and networks of IPv4 and IPv6, at least one. */
export const addressesSchema = z.array(z.string(expected).refine(isNetwork, expected)).min(1).max(200);
