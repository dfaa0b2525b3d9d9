import { mayReadMetrics } from '../../../runtime/metrics/readers.js';
import { addressList } from '../../../runtime/network/address-list.js';

describe('where no sources are configured', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s may read', (address) => {
    expect(mayReadMetrics({}, address, undefined)).toBe(true);
  });

  test.each(['10.0.0.8', '192.168.1.1', '203.0.113.7', '::ffff:10.0.0.8', '2001:db8::1', '', 'localhost'])(
    '“%s” may not',
    (address) => {
      expect(mayReadMetrics({}, address, undefined)).toBe(false);
    },
  );

  test.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])(
    'a request passed on with %s is nobody’s of this machine',
    (header) => {
      expect(mayReadMetrics({ [header]: '127.0.0.1' }, '127.0.0.1', undefined)).toBe(false);
    },
  );
});

describe('where sources are configured', () => {
  const sources = addressList(['10.0.0.0/24', '2001:db8::/32']);

  test('they may read, also where a proxy of ours passed it on', () => {
    expect(mayReadMetrics({}, '10.0.0.8', sources)).toBe(true);
    expect(mayReadMetrics({ 'x-forwarded-for': '10.0.0.8' }, '10.0.0.8', sources)).toBe(true);
    expect(mayReadMetrics({}, '2001:db8::42', sources)).toBe(true);
  });

  test('this machine is none of them unless it is named', () => {
    expect(mayReadMetrics({}, '127.0.0.1', sources)).toBe(false);
    expect(mayReadMetrics({}, '127.0.0.1', addressList(['127.0.0.1']))).toBe(true);
  });
});
