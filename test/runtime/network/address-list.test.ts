import { addressList, isNetwork, maskedAddress } from '../../../runtime/network/address-list.js';

test.each([
  ['203.0.113.7', true],
  ['203.0.113.0/24', true],
  ['0.0.0.0/0', true],
  ['2001:db8::/32', true],
  ['::1', true],
  ['203.0.113.0/33', false],
  ['2001:db8::/129', false],
  ['203.0.113', false],
  ['203.0.113.0/', false],
  ['203.0.113.0/-1', false],
  ['203.0.113.0/24/24', false],
  ['::ffff:203.0.113.0/120', false],
  ['fe80::1%eth0', false],
  ['gateway.bank.example', false],
  ['', false],
])('%s is a network: %s', (text, is) => {
  expect(isNetwork(text)).toBe(is);
});

describe('a list of networks', () => {
  const list = addressList(['203.0.113.0/24', '198.51.100.7', '2001:db8:1::/48']);

  test.each([
    ['203.0.113.200', true],
    ['203.0.114.1', false],
    ['198.51.100.7', true],
    ['198.51.100.8', false],
    ['2001:db8:1::42', true],
    ['2001:DB8:1:0:0:0:0:42', true],
    ['2001:db8:2::42', false],
    // However an IPv4 address comes, mapped into IPv6 or not, it is the same address.
    ['::ffff:203.0.113.200', true],
    ['::ffff:cb00:71c8', true],
    ['0:0:0:0:0:ffff:203.0.113.200', true],
    ['::ffff:203.0.114.1', false],
    // The deprecated compatible form is another address (RFC 4291, 2.5.5.1).
    ['::203.0.113.200', false],
    ['2001:db8:1::42%eth0', true],
    ['unknown', false],
    ['203.0.113.200:443', false],
    ['', false],
  ])('has %s: %s', (address, has) => {
    expect(list.has(address)).toBe(has);
  });

  test('that is empty has nobody, and one of everybody has both kinds only where both are named', () => {
    expect(addressList([]).has('203.0.113.7')).toBe(false);
    expect(addressList(['0.0.0.0/0']).has('::ffff:203.0.113.7')).toBe(true);
    expect(addressList(['0.0.0.0/0']).has('2001:db8::1')).toBe(false);
  });

  test('is not made of what is no network', () => {
    expect(() => addressList(['gateway.bank.example'])).toThrow('expected');
  });
});

test('a masked address tells the network and not the line', () => {
  expect(maskedAddress('203.0.113.7')).toBe('203.0.*.*');
  expect(maskedAddress('::ffff:203.0.113.7')).toBe('203.0.*.*');
  expect(maskedAddress('2001:db8:1::42')).toBe('2001:db8:*');
  expect(maskedAddress('<script>')).toBe('no address');
});
