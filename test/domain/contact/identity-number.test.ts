import fc from 'fast-check';
import {
  checkCreditCode,
  checkIdentityNumber,
  checkResidentNumber,
} from '../../../domain/contact/identity-number.js';

const today = '2026-11-23';

test.each([
  ['with the check character X', '11010519491231002X'],
  ['with a small x', '11010519491231002x'],
  ['with a digit for check character', '440524188001010014'],
  ['in full width', '１１０１０５１９４９１２３１００２Ｘ'],
  ['in groups', '110105 19491231 002X'],
])('a resident identity number %s is good', (_how, text) => {
  expect(checkResidentNumber(text, today)).toBe('good');
});

test.each([
  ['not given', undefined, 'missing'],
  ['blank', ' \u3000', 'missing'],
  ['of the first generation', '110105491231002', 'fifteen-digits'],
  ['with another check character', '110105194912310021', 'bad-checksum'],
  ['with two digits changed places', '11010519491213002X', 'bad-checksum'],
  ['of a 30th of February', '110105194902300027', 'bad-birth-date'],
  ['of a month 13', '110105194913010020', 'bad-birth-date'],
  ['of somebody born tomorrow', '110105202611240029', 'bad-birth-date'],
  ['of another century', '110105179912310020', 'bad-birth-date'],
  ['one digit short', '1101051949123100X', 'bad-format'],
  ['with X inside', '1101051949123X002X', 'bad-format'],
  ['of a passport', 'E12345678', 'bad-format'],
  ['which is a word', '身份证', 'bad-format'],
])('one %s is told as such', (_how, text, state) => {
  expect(checkResidentNumber(text, today)).toBe(state);
});

test('of all check characters one and only one is right, and any one changed digit is found out', () => {
  const digits = fc.tuple(
    fc.integer({ min: 100_000, max: 999_999 }),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  );
  fc.assert(
    fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), ([region, born, order], place, by) => {
      const body = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
      const right = Array.from('0123456789X').filter(
        (check) => checkResidentNumber(body + check, today) === 'good',
      );
      expect(right).toHaveLength(1);
      const digit = (Number(body[place]) + by) % 10;
      const changed = `${body.slice(0, place)}${digit}${body.slice(place + 1)}${right[0] ?? ''}`;
      expect(checkResidentNumber(changed, today)).not.toBe('good');
    }),
  );
});

test.each([
  ['as printed', '91350100M000100Y43'],
  ['in small letters and groups', '9135 0100 m000 100y 43'],
])('a unified social credit code %s is good', (_how, text) => {
  expect(checkCreditCode(text)).toBe('good');
});

test.each([
  ['not given', undefined, 'missing'],
  ['with another check character', '91350100M000100Y44', 'bad-checksum'],
  ['with a letter there is none of', '91350100O000100Y43', 'bad-format'],
  ['one place short', '91350100M000100Y4', 'bad-format'],
  ['of a person', '11010519491231002X', 'bad-checksum'],
])('a code %s is told as such', (_how, text, state) => {
  expect(checkCreditCode(text)).toBe(state);
});

test('any one changed character of a credit code is found out', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const good = '91350100M000100Y43';
  fc.assert(
    fc.property(fc.nat(17), fc.nat(30), (place, nth) => {
      const other = alphabet[nth] ?? '';
      fc.pre(other !== good[place]);
      expect(checkCreditCode(`${good.slice(0, place)}${other}${good.slice(place + 1)}`)).not.toBe('good');
    }),
  );
});

test('persons and companies are asked for numbers of different kinds', () => {
  expect(checkIdentityNumber('person', '11010519491231002X', today)).toBe('good');
  expect(checkIdentityNumber('company', '91350100M000100Y43', today)).toBe('good');
  expect(checkIdentityNumber('company', '11010519491231002X', today)).not.toBe('good');
  expect(checkIdentityNumber('person', '91350100M000100Y43', today)).not.toBe('good');
});
