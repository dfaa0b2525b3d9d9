import fc from 'fast-check';
import { checkMobile } from '../../../domain/contact/check.js';

test.each([
  ['plain', '13800138000'],
  ['with the country code', '+8613800138000'],
  ['with the country code and no plus', '8613800138000'],
  ['with an international prefix', '008613800138000'],
  ['with spaces', '138 0013 8000'],
  ['with hyphens', '138-0013-8000'],
  ['with spaces around it', '  13800138000 '],
  ['with everything', '+86 (138) 0013-8000'],
  ['in full-width digits', '１３８００１３８０００'],
  ['in full-width digits with a full-width plus', '＋８６　１３８　００１３　８０００'],
  ['with a trunk 0', '013800138000'],
])('a mobile number written %s is good', (_how, text) => {
  expect(checkMobile(text)).toEqual({ state: 'good', national: '13800138000' });
});

test.each(['17012345678', '17112345678', '16212345678', '16512345678', '19212345678', '19912345678'])(
  '%s of a newer or virtual operator is good',
  (text) => {
    expect(checkMobile(text)).toEqual({ state: 'good', national: text });
  },
);

test.each([undefined, '', ' ', '\t\n', '\u3000'])('%j is missing, not wrong', (text) => {
  expect(checkMobile(text)).toEqual({ state: 'missing' });
});

test.each([
  ['of a block that does not exist', '12345678901'],
  ['of a block that does not exist, in full width', '１２３４５６７８９０１'],
  ['one digit short', '1380013800'],
  ['one digit short, with country code', '+861380013800'],
  ['one digit long', '138001380000'],
  ['of a landline', '010-62345678'],
  ['of a landline without signs', '01062345678'],
  ['of a service', '95555'],
  ['of a service line', '400-800-8888'],
  ['with an extension', '13800138000 ext 5'],
  ['with an extension in Chinese', '13800138000转5'],
  ['with an extension by letter', '13800138000x5'],
  ['with an extension by URI', '13800138000;ext=5'],
  ['from Hong Kong', '+85291234567'],
  ['from the United States', '+14155552671'],
  ['twice', '13800138000/13900139000'],
  ['twice with a comma', '13800138000,13900139000'],
  ['behind words', '电话13800138000'],
  ['with a letter O', '1380013800O'],
  ['with NUL inside', '1380013\u00008000'],
  ['with NUL behind', '13800138000\u0000'],
  ['with NUL before', '\u000013800138000'],
  ['as a URI', 'tel:13800138000'],
  ['with two country codes', '+86+8613800138000'],
  ['that is none at all', '张三'],
  ['that is far too long', '9'.repeat(10_000)],
])('a number %s is badly written', (_how, text) => {
  expect(checkMobile(text)).toEqual({ state: 'bad-format' });
});

test('whatever is given, only eleven digits beginning with 1 come out, and never an error', () => {
  const digitsAndSigns = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789138+- ()８\u0000x')),
    maxLength: 20,
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), digitsAndSigns), (text) => {
      const { state, national } = checkMobile(text);
      if (state === 'good') expect(national).toMatch(/^1[3-9]\d{9}$/);
      else expect(national).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});

test('a good number is good again in the form it was read as', () => {
  fc.assert(
    fc.property(fc.nat(99_999_999), fc.constantFrom('', '+86', '0086 '), (rest, code) => {
      const national = `138${String(rest).padStart(8, '0')}`;
      expect(checkMobile(`${code}${national}`)).toEqual({ state: 'good', national });
    }),
  );
});
