/** A few applications that go through the product itself and end in different ways: what the ledger is filled from. */
import type { Bank } from '../../cli/bank/open-bank.js';
import { setRules } from '../../cli/demo/witnesses.js';
import type { StackFile } from '../../cli/stack/stack-file.js';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { completeHumanTask } from '../../client/task/complete.js';
import type { NoticeState } from '../../domain/notice/state.js';
import { openTasks } from '../../ledger/human-task/row.js';

/** By how it ends; `completed` was with staff first. */
export const patterns = [
  'delivered',
  'failed-over',
  'declined',
  'completed',
  'with-staff',
  'awaiting',
] as const;
export type Pattern = (typeof patterns)[number];

export const patternId = (pattern: Pattern): string => `PATTERN-${pattern}`;

const mobiles: Readonly<Record<Pattern, string>> = {
  delivered: '13900000101',
  'failed-over': '13900000102',
  declined: '13900000103',
  completed: '13900000104',
  'with-staff': '13900000105',
  awaiting: '13900000106',
};

const restsIn: Readonly<Record<Pattern, NoticeState>> = {
  delivered: 'delivered',
  'failed-over': 'delivered',
  declined: 'delivered',
  completed: 'with-staff',
  'with-staff': 'with-staff',
  awaiting: 'awaiting-receipt',
};

const refusedBy = (route: string, phone: string, reject: string) => ({
  match: { route, phone },
  action: { reject },
});
const refusedByAll = (phone: string) => [
  refusedBy('sms/aliyun', phone, 'isv.MOBILE_NUMBER_ILLEGAL'),
  refusedBy('sms/tencent', phone, 'InvalidParameterValue.IncorrectPhoneNumber'),
  refusedBy('sms/bank-gateway', phone, 'number-not-assigned'),
];

const restWithinMs = 120_000;

/** Resolves once each rests where it is to rest. */
export async function letPatternsRest(
  bank: Bank,
  { simulatorUrl }: StackFile,
  progress: (line: string) => void,
): Promise<void> {
  await setRules(simulatorUrl, [
    refusedBy('sms/aliyun', mobiles['failed-over'], 'isv.OUT_OF_SERVICE'),
    ...refusedByAll(mobiles.completed),
    ...refusedByAll(mobiles['with-staff']),
    { match: { phone: mobiles.awaiting }, action: { receipt: 'none' } },
  ]);
  for (const pattern of patterns) await report(bank, pattern);
  await until(bank, restsIn, progress);
  const tasks = await openTasks(bank.ledger, 100);
  const own = tasks.filter(({ applicationId }) => applicationId === patternId('completed'));
  // The applicant first: with nothing owed any more, a corrected contact has nothing sent anew.
  for (const kind of ['deliver-by-hand', 'correct-contact'])
    for (const { taskId } of own.filter((task) => task.kind === kind)) {
      const outcome = kind === 'deliver-by-hand' ? 'told-by-phone' : 'contact-corrected';
      await completeHumanTask(bank, { taskId, outcome, staffRef: 'zhang.wei' }, 'update');
    }
  await until(bank, { ...restsIn, completed: 'completed-by-staff' }, progress);
}

async function report(bank: Bank, pattern: Pattern): Promise<void> {
  const id = patternId(pattern);
  await reportApplication(bank, id, {
    applicant: { name: '欧阳 试' },
    contacts: { mobile: mobiles[pattern], email: `${pattern}@example.com` },
    // Told by SMS alone: an e-mail would deliver what is to be with staff.
    consent: { sms: true },
    product: 'personal-loan',
    amount: 200_000,
  });
  const decidedAt = new Date(Date.now() - 1_000).toISOString();
  const decision = pattern === 'declined' ? 'declined' : 'approved';
  await reportStage(bank, id, 'final-decision', 1, { decision, decidedAt });
}

async function until(
  { ledger }: Bank,
  states: Readonly<Record<Pattern, NoticeState>>,
  progress: (line: string) => void,
): Promise<void> {
  const endsAt = Date.now() + restWithinMs;
  for (let saidAt = Date.now(); ;) {
    const rows = await ledger.query<{ id: string; state: NoticeState; toBeTold: number }>(
      `SELECT application_id AS id, state, (SELECT count(*) FROM outbox) AS "toBeTold" FROM notice`,
    );
    const stateOf = new Map(rows.map(({ id, state }) => [id, state]));
    const moving = patterns.filter((pattern) => stateOf.get(patternId(pattern)) !== states[pattern]);
    if (moving.length === 0 && rows.every(({ toBeTold }) => toBeTold === 0)) return;
    const said = moving.map((pattern) => `${pattern}: ${stateOf.get(patternId(pattern)) ?? 'unknown'}`);
    if (Date.now() > endsAt) throw new Error(`patterns did not come to rest: ${said.join(', ')}`);
    if (Date.now() - saidAt > 2_000) {
      progress(`waiting for ${said.join(', ')}`);
      saidAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
