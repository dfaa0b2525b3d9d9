import type { FailureCode } from '../../../domain/failure/catalogue.js';
import { Refusal, catalogue } from '../../../domain/failure/catalogue.js';
import { assertNever } from '../../../domain/failure/assert-never.js';

const codes = Object.keys(catalogue) as FailureCode[];

test.each(codes)('%s says what it is in both languages, and its status fits whether to try again', (code) => {
  const { httpStatus, retryable, zh, en } = catalogue[code];
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).toMatch(/^[\x20-\x7e]+$/);
  expect([400, 401, 403, 404, 405, 408, 409, 410, 413, 414, 415, 429, 500, 503]).toContain(httpStatus);
  // Whoever came too slowly or too often may come again with the very same.
  expect(retryable).toBe(httpStatus >= 500 || httpStatus === 408 || httpStatus === 429);
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each(codes)('a refusal of %s carries its code, status and words', (code) => {
  const refusal = new Refusal(code);
  const { httpStatus, retryable, en } = catalogue[code];
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({ name: 'Refusal', code, httpStatus, retryable, message: en, fields: [] });
});

test('a refusal names the fields it is about', () => {
  const refusal = new Refusal('stage-differs', ['decision', 'amount']);
  expect(refusal.fields).toEqual(['decision', 'amount']);
  expect(refusal.message).toBe(`${catalogue['stage-differs'].en}: decision; amount`);
});

test('a union that was not closed fails loudly', () => {
  expect(() => assertNever('new-member' as never)).toThrow(TypeError);
});
