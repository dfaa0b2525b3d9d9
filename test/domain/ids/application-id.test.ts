import fc from 'fast-check';
import {
  applicationIdFault,
  applicationIdFrom,
  applicationIdOf,
  workflowIdOf,
} from '../../../domain/ids/ids.js';

// Numbers nobody has: the number block is real, the subscriber made up.
const mobile = '13800138000';
const identity = '11010519491231002X';
const oldIdentity = '110105491231002';

test.each([
  'A-1',
  '1',
  'Application_652823628',
  'LN.2026-06-01.000123',
  'a'.repeat(64),
  '173688',
  '2026060100012345', // sixteen digits
  '12345678901', // eleven, but no mobile number begins so
  '20138001380001', // a longer number that happens to hold one
  '67b0e134-6978-4991-847e-8ac968adb2d0', // drawn by lot, with digits like a mobile's
  'BG-67B0E134-6978-4991-847E-8AC968ADB2D0',
  '01932d5c-8a1e-7c3f-9e13-a13800138000', // by time and lot
])('%s is an application id', (id) => {
  expect(applicationIdFault(id)).toBeUndefined();
});

test.each([
  '',
  '-1',
  '.a',
  '_a',
  'a b',
  'a/b',
  'a'.repeat(65),
  '张三',
  'a\n',
  'a\u0000',
  '１２３',
  'a+b',
  'a:b',
  ' a',
])('%j does not have the shape of one', (id) => {
  expect(applicationIdFault(id)).toBe('shape');
});

test.each([
  mobile,
  '19912345678',
  `86${mobile}`,
  `0086${mobile}`,
  `0${mobile}`,
  `A-${mobile}`,
  `A${mobile}`,
  `${mobile}-2`,
  `LN.${mobile}.7`,
  `x86${mobile}x`,
  '138-0013-8000',
  '138.0013.8000',
  '138_0013_8000',
  '86-138-0013-8000',
  'A-138-00138000',
  '1380013-8000',
  'aaaaa138-0013-8000-847e-8ac968adb2d0', // the shape of a UUID, with digits somebody chose
  'aaaaaaaa-aaaa-5aaa-8aaa-a13800138000', // made from a name
  '67b0e134-6978-4991-847e-8ac968adb2d0-13800138000',
  'x67b0e134-6978-4991-847e-8ac968adb2d0', // not a UUID
])('%s is refused: it holds a mobile number', (id) => {
  expect(applicationIdFault(id)).toBe('personal-number');
});

test.each([
  identity,
  identity.toLowerCase(),
  '110105194912310021',
  oldIdentity,
  `A-${identity}`,
  `${oldIdentity}.1`,
  `LN${identity}`,
])('%s is refused: it holds an identity number', (id) => {
  expect(applicationIdFault(id)).toBe('personal-number');
});

test('any mobile number is found wherever it stands between other signs', () => {
  const sign = fc.constantFrom('', 'A', '-', '.', '_', 'LN-');
  const second = fc.integer({ min: 3, max: 9 });
  fc.assert(
    fc.property(
      sign,
      second,
      fc.nat(999_999_999),
      fc.constantFrom('', '86', '0086'),
      sign,
      (a, b, rest, code, c) => {
        const id = `X${a}${code}1${b}${String(rest).padStart(9, '0')}${c}`;
        expect(applicationIdFault(id)).toBe('personal-number');
      },
    ),
  );
});

test('a refused id is not repeated in the error', () => {
  expect(() => applicationIdOf(mobile)).toThrow(new RangeError('not an application id: personal-number'));
  expect(() => applicationIdOf('张三')).toThrow(new RangeError('not an application id: shape'));
});

test('an application is found again from its workflow id', () => {
  const id = applicationIdOf('A-1');
  expect(workflowIdOf(id)).toBe('loan-application/A-1');
  expect(applicationIdFrom(workflowIdOf(id))).toBe('A-1');
});

test.each([
  'A-1',
  'loan-application/',
  'loan-application/a/b',
  'other/A-1',
  `loan-application/${mobile}`,
  '',
])('the workflow id %j is no application’s', (workflowId) => {
  expect(applicationIdFrom(workflowId)).toBeUndefined();
});
