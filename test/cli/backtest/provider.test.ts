import { standInApplicants } from '../../../cli/feed/stand-in-applicants.js';
import type { RuleInput } from '../../../simulator/rules.js';
import { written } from '../feed/written.js';
import { onTheRunsServer, played, promises } from './played.js';

onTheRunsServer();

const applicants = standInApplicants('bida');
const phone = (id: string) => applicants.applicationFor(id).contacts.mobile ?? '';
const forOne = (id: string, action: RuleInput['action']): RuleInput => ({
  match: { phone: phone(id) },
  action,
});

const log = [
  'case,activity,time,amount',
  ...['silent', 'off', 'dropped', 'refused', 'nobody', 'fine'].flatMap((id, minute) => [
    `${id},A_SUBMITTED,2026-03-24T10:0${minute}:00+01:00,5000`,
    `${id},A_DECLINED,2026-03-24T10:3${minute}:00+01:00,5000`,
  ]),
].join('\n');

test('silence brings a copy, what fails goes to staff who finish it in their hours, and nothing is sent twice', async () => {
  const { result, verdict } = await played(written(log, 'log.csv'), {
    providerRules: [
      forOne('silent', { receipt: 'none' }),
      forOne('off', { receipt: { code: 'MOBILE_NOT_ON_SERVICE' } }),
      forOne('dropped', { acceptThen: 'drop' }),
      { match: { phone: phone('refused'), times: 1 }, action: { reject: 'isv.OUT_OF_SERVICE' } },
      forOne('nobody', { reject: 'isv.MOBILE_NUMBER_ILLEGAL' }),
    ],
  });
  expect(verdict.breaches).toEqual([]);
  expect(result).toMatchObject({
    ...promises,
    notices: 6,
    // Fine, refused once and told by the other route, dropped after it was taken.
    delivered: 3,
    completedByStaff: 3,
    copies: 1,
    failovers: 1,
    // A wrong number is also a contact to be corrected.
    staffTasks: { total: 4 },
  });
  expect(result.byStage['final-decision'].staffTasks).toBe(3);
}, 120_000);
