/** Who may come from where: addresses and networks of IPv4 and IPv6. */
import { BlockList, isIP } from 'node:net';

/** A network as it is written: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. */
interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
}

function networkOf(text: string): Network | undefined {
  const [, address = '', digits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  const widest = version === 4 ? 32 : 128;
  const prefix = digits === undefined ? widest : Number(digits);
  if (version === 0 || prefix > widest) return undefined;
  // One form for one address: an IPv4 address in the clothes of IPv6 is refused here, and undressed in `has`.
  if (version === 6 && plainAddress(address) !== address) return undefined;
  return { address, family: version === 4 ? 'ipv4' : 'ipv6', prefix };
}

/** Whether a text is an address or a network. */
export const isNetwork = (text: string): boolean => networkOf(text) !== undefined;

export interface AddressList {
  /** Whether an address is one of them; a text that is no address is not. */
  has(address: string): boolean;
}

/** Reads what {@link isNetwork} calls networks; throws for anything else. */
export function addressList(networks: readonly string[]): AddressList {
  const list = new BlockList();
  for (const text of networks) {
    const network = networkOf(text);
    if (network === undefined) throw new Error('an address or a network was expected');
    list.addSubnet(network.address, network.prefix, network.family);
  }
  return {
    has: (given) => {
      const address = plainAddress(given);
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/** The address without a zone, and as IPv4 where it is one mapped into IPv6 (`::ffff:203.0.113.7`, RFC 4291). */
function plainAddress(text: string): string {
  const [address = ''] = text.split('%');
  if (isIP(address) !== 6) return address;
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return address;
  const [one, two] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [one >> 8, one & 255, two >> 8, two & 255].join('.');
}

/** The address as it may stand in a log: enough to tell a network by, not a person's line. */
export function maskedAddress(text: string): string {
  const address = plainAddress(text);
  switch (isIP(address)) {
    case 4:
      return `${address.split('.').slice(0, 2).join('.')}.*.*`;
    case 6:
      return `${new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(0, 2).join(':')}:*`;
    default:
      return 'no address';
  }
}
