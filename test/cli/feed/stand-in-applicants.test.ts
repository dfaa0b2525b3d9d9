import * as fc from 'fast-check';
import { standInApplicants } from '../../../cli/feed/stand-in-applicants.js';
import { checkMobile } from '../../../domain/contact/check.js';
import { applicationBodySchema, stageBodySchemas } from '../../../domain/report/schemas.js';

test('the same seed and id make the same applicant, in whatever order they are asked for', () => {
  const ids = Array.from({ length: 200 }, (_, n) => `A-${n}`);
  const one = standInApplicants('seed');
  const other = standInApplicants('seed');
  const forwards = ids.map((id) => one.applicationFor(id, 1000));
  const backwards = ids.toReversed().map((id) => other.applicationFor(id, 1000));
  expect(backwards.toReversed()).toEqual(forwards);
  expect(one.applicationFor('A-7', 1000)).toEqual(forwards[7]);
  expect(standInApplicants('another').applicationFor('A-1')).not.toEqual(one.applicationFor('A-1'));
});

test('two hundred thousand applicants have as many numbers, all valid, none of the examples’ own', () => {
  const maker = standInApplicants('seed');
  const mobiles = Array.from(
    { length: 200_000 },
    (_, n) => maker.applicationFor(String(n)).contacts.mobile ?? '',
  );
  expect(new Set(mobiles).size).toBe(200_000);
  for (const mobile of mobiles.slice(0, 3000))
    expect(checkMobile(mobile)).toEqual({ state: 'good', national: mobile });
  expect(mobiles.filter((mobile) => /^1\d\d0000/.test(mobile))).toEqual([]);
});

test('what is made up is taken by the intake’s own schemas', () => {
  const maker = standInApplicants('seed');
  fc.assert(
    fc.property(
      fc.string(),
      fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
      (id, amount) => {
        const body = maker.applicationFor(id, amount);
        expect(applicationBodySchema.parse(body)).toEqual(body);
        expect(body.applicant.name).toMatch(/^\p{Script=Han}{2,3}$/u);
        expect(body.product).toBe('personal-loan');
        expect(body.amount).toBe(amount);
        const stage = maker.stageDataFor(id, 'supplementary-documents', '2024-02-20');
        expect(stageBodySchemas['supplementary-documents'].parse(stage)).toEqual(stage);
        expect(stage['dueDate']).toBe('2024-03-05');
        expect(maker.stageDataFor(id, 'final-decision', '2024-02-20')).toEqual({});
      },
    ),
  );
});
