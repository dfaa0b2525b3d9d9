import { checkLandline } from '../../../domain/contact/landline.js';

test.each([
  ['with its area code', '021-62345678', { national: '2162345678' }],
  ['in brackets', '(010) 6234 5678', { national: '1062345678' }],
  ['with the country code', '+86 755 8888 6666', { national: '75588886666' }],
  ['in full width', '０２１－６２３４５６７８', { national: '2162345678' }],
  ['of seven digits', '0991-2345678', { national: '9912345678' }],
  ['with an extension', '021-62345678转123', { national: '2162345678', extension: '123' }],
  ['with an extension in Latin letters', '021-62345678 ext 12', { national: '2162345678', extension: '12' }],
])('a landline written %s is good', (_how, text, parts) => {
  expect(checkLandline(text)).toEqual({ state: 'good', ...parts });
});

test.each([undefined, '', ' '])('%j is missing, not wrong', (text) => {
  expect(checkLandline(text)).toEqual({ state: 'missing' });
});

test.each([
  ['without area code', '62345678'],
  ['of a mobile', '13800138000'],
  ['of a service line', '400-800-8820'],
  ['of a bank’s line', '95588'],
  ['of Hong Kong', '+852 2987 6543'],
  ['too short', '0755-2'],
  ['which is none', '前台'],
])('a number %s is of bad format', (_how, text) => {
  expect(checkLandline(text)).toEqual({ state: 'bad-format' });
});
