import fc from 'fast-check';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import {
  hourReasons,
  leftOutFromTrail,
  leftOutInTrail,
  notAllowedReasons,
} from '../../../domain/plan/left-out.js';
import { fieldRules, isWordField } from '../../../domain/words/field.js';

const fields = Object.keys(fieldRules).filter(isWordField);
const leftOut = fc.oneof(
  fc.record({
    route: fc.constantFrom('sms/aliyun' as const, 'email/smtp' as const),
    because: fc.constantFrom(...failureClasses, 'no-contact' as const, 'bad-contact' as const),
  }),
  fc.record({
    route: fc.constant('sms/aliyun' as const),
    because: fc.constantFrom('not-allowed' as const, 'window' as const),
    reason: fc.constantFrom(...notAllowedReasons, ...hourReasons),
  }),
  fc.record({
    route: fc.constant('email/smtp' as const),
    because: fc.constant('not-allowed' as const),
    reason: fc.constantFrom('field-missing' as const, 'field-too-long' as const),
    fields: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1 }),
  }),
);

test('what is written into the trail is read from it as it was', () => {
  fc.assert(
    fc.property(leftOut, (one) => {
      expect(leftOutFromTrail(leftOutInTrail(one))).toEqual(one);
    }),
  );
  expect(leftOutInTrail({ route: 'sms/aliyun', because: 'not-allowed', reason: 'no-consent' })).toBe(
    'sms/aliyun: not-allowed: no-consent',
  );
});

test('an older record has the class alone', () => {
  expect(leftOutFromTrail('sms/aliyun: not-allowed')).toEqual({
    route: 'sms/aliyun',
    because: 'not-allowed',
  });
});

test.each([
  ['no route of ours', 'carrier pigeon: not-allowed: no-consent', undefined],
  ['a cause of a later version', 'sms/aliyun: of-a-later-version', undefined],
  [
    'a reason of a later version',
    'sms/aliyun: not-allowed: of-a-later-version',
    { route: 'sms/aliyun', because: 'not-allowed' },
  ],
])('%s is not taken for what it might mean', (_what, text, read) => {
  expect(leftOutFromTrail(text)).toEqual(read);
});
