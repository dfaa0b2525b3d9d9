/** Which addresses lie in the public internet, and nowhere else: what is sent to a stranger's name may go there alone. */
import { addressList } from './address-list.js';

/** The IPv4 internet, and what is given out of IPv6 as global unicast (RFC 4291); all else there is special. */
const routed = addressList(['0.0.0.0/0', '2000::/3']);

/** What of it is not (IANA's registries of special-purpose addresses, RFC 6890 and its successors). */
const special = addressList([
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers' NAT; clouds' metadata at 100.100.100.200
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local; clouds' metadata at 169.254.169.254
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // relays of 6to4
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
  '2001::/23', // protocol assignments; tunnels (Teredo) that lead to an IPv4 address within
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address within
  '3fff::/20', // documentation
]);

/** Whether it is an address anybody can reach; an IPv4 address in the clothes of IPv6 is judged as what it is. */
export const isPublicAddress = (address: string): boolean => routed.has(address) && !special.has(address);
