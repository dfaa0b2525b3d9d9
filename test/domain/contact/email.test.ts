import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { asciiDomainOf } from '../../../domain/contact/domain-name.js';
import { checkEmail } from '../../../domain/contact/email.js';

test.each([
  ['plain', 'li.na@example.com', 'li.na@example.com'],
  ['with a tag', 'li.na+loan@example.com', 'li.na+loan@example.com'],
  ['with spaces around it', '  li.na@example.com\n', 'li.na@example.com'],
  ['with capitals', 'Li.Na@EXAMPLE.com', 'Li.Na@example.com'],
  ['of digits', '10001@qq.com', '10001@qq.com'],
  ['with signs', "o'neil_x-y@mail.example.co.uk", "o'neil_x-y@mail.example.co.uk"],
  ['in full width', 'ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'li@example.com'],
  ['with a Chinese domain', 'li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
  ['with a Chinese domain and its own full stop', 'li@例子。中国', 'li@xn--fsqu00a.xn--fiqs8s'],
  ['with an encoded domain', 'li@xn--fsqu00a.xn--fiqs8s', 'li@xn--fsqu00a.xn--fiqs8s'],
  ['with the longest mailbox', `${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
])('an address written %s is good', (_how, text, address) => {
  expect(checkEmail(text)).toEqual({ state: 'good', address });
});

test.each([undefined, '', '  ', '\u3000'])('%j is missing, not wrong', (text) => {
  expect(checkEmail(text)).toEqual({ state: 'missing' });
});

test.each([
  ['without @', 'li.example.com'],
  ['without mailbox', '@example.com'],
  ['without domain', 'li@'],
  ['with two @', 'li@na@example.com'],
  ['with a name of one label', 'li@localhost'],
  ['with a number for top level', 'li@example.123'],
  ['at an address', 'li@127.0.0.1'],
  ['at an address literal', 'li@[127.0.0.1]'],
  ['with a quoted mailbox', '"li na"@example.com'],
  ['with a display name', 'Li Na <li@example.com>'],
  ['with a dot in front', '.li@example.com'],
  ['with two dots', 'li..na@example.com'],
  ['with two dots in the domain', 'li@example..com'],
  ['with a dot at the end', 'li@example.com.'],
  ['with a hyphen at a label’s end', 'li@example-.com'],
  ['with a hyphen at a label’s end in another script', 'li@例子-.com'],
  ['with an underscore in the domain', 'li@ex_ample.com'],
  ['with a mailbox outside ASCII', '李娜@example.com'],
  ['with a further header', 'li@example.com\r\nBcc: all@example.com'],
  ['with a NUL', 'li\0@example.com'],
  ['of two, with a comma', 'li@example.com,na@example.com'],
  ['with a mailbox too long', `${'a'.repeat(65)}@example.com`],
  ['with a label too long', `li@${'a'.repeat(64)}.com`],
  ['with a label too long once encoded', `li@${'例'.repeat(60)}.com`],
  [
    'too long in all',
    `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.com`,
  ],
])('an address %s is of bad format', (_how, text) => {
  expect(checkEmail(text)).toEqual({ state: 'bad-format' });
});

test('a label of any script is encoded as Node encodes it', () => {
  const letters = fc.constantFrom(...Array.from('例子中国银行тестmañanaößあア가ไทยabz09𠀀'));
  fc.assert(
    fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 10 }), (label) => {
      const theirs = domainToASCII(`${label}.cn`);
      fc.pre(theirs !== '');
      expect(asciiDomainOf(`${label}.cn`)).toBe(theirs);
    }),
  );
});

test('whatever is called good can be written on an envelope', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
      const { address } = checkEmail(text);
      if (address !== undefined) expect(address).toMatch(/^[\x21-\x7e]{1,64}@[a-z0-9.-]{3,253}$/);
    }),
  );
});
