import fc from 'fast-check';
import {
  applicationIdFault,
  applicationIdOf,
  isUuid,
  noticeKeyFrom,
  noticeNameOf,
  referenceOf,
} from '../../../domain/ids/ids.js';
import { stages } from '../../../domain/stage/stage.js';

const keys = fc.record({
  applicationId: fc
    .stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .filter((text) => applicationIdFault(text) === undefined)
    .map(applicationIdOf),
  stage: fc.constantFrom(...stages),
  round: fc.integer({ min: 1, max: 999 }),
});

test('a notice key reads back from its name', () => {
  fc.assert(fc.property(keys, (key) => expect(noticeKeyFrom(noticeNameOf(key))).toEqual(key)));
});

test('different keys have different names', () => {
  fc.assert(
    fc.property(keys, keys, (one, other) =>
      expect(noticeNameOf(one) === noticeNameOf(other)).toBe(
        one.applicationId === other.applicationId && one.stage === other.stage && one.round === other.round,
      ),
    ),
  );
});

test.each([
  '',
  'A-1',
  'A-1/final-decision',
  'A-1/final-decision/0',
  'A-1/final-decision/01',
  'A-1/final-decision/-1',
  'A-1/final-decision/1.5',
  'A-1/final-decision/1000',
  'A-1/final-decision/1/2',
  'A-1/final-decision/1 ',
  'A-1/approval/1',
  '/final-decision/1',
  '13800138000/final-decision/1',
])('%j names no notice', (name) => {
  expect(noticeKeyFrom(name)).toBeUndefined();
});

test('the reference an applicant reads out is short, and tells stage and round', () => {
  const of = (applicationId: string, stage: (typeof stages)[number], round: number) =>
    referenceOf({ applicationId: applicationIdOf(applicationId), stage, round });
  expect(of('LN-2026-000123', 'final-decision', 1)).toBe('0123-F1');
  expect(of('LN-2026-000123', 'preliminary-approval', 1)).toBe('0123-P1');
  expect(of('LN-2026-000123', 'supplementary-documents', 12)).toBe('0123-S12');
  expect(of('A1', 'final-decision', 2)).toBe('A1-F2');
});

test('a lower-case UUID has the shape of our ids, and nothing else has', () => {
  expect(isUuid('3f2504e0-4f89-41d3-9a0c-0305e82c3301')).toBe(true);
  for (const other of [
    '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
    '3f2504e04f8941d39a0c0305e82c3301',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301\n',
    ' 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    '',
    undefined,
    null,
    7,
    {},
  ])
    expect(isUuid(other)).toBe(false);
});
