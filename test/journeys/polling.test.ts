/** The worker's own schedule asks providers whose pushes are lost; nobody else does anything. */
import { applicantOf, oweNotice } from './applicants.js';
import { attemptsOf, noticeComesTo } from './facts.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';

const stateDir = newStateFolder();
let stack: RealStack | undefined;

afterAll(async () => {
  await stack?.end();
  removeStateFolder(stateDir);
}, 30_000);

test('notices by every provider that can be asked are delivered without a single push', async () => {
  stack = await RealStack.start({
    stateDir,
    calendar: 'open',
    routes: ['sms/aliyun', 'sms/tencent', 'sms/bank-gateway'],
    timing: { route: { lingerMs: 0, receiptDeadlineMs: 16_000 }, polling: { everyMs: 1_000 } },
  });
  const { bank, file } = stack;
  const provider = new ProviderWitness(file.simulatorUrl);
  await provider.behave([{ action: { receipt: { pushed: false, delayMs: 1 } } }]);
  const applicants = Array.from({ length: 8 }, (_, n) => applicantOf('POLL', n + 61));
  await Promise.all(applicants.map((applicant) => oweNotice(bank, applicant)));

  const used = new Set<string>();
  for (const { applicationId } of applicants) {
    await noticeComesTo(bank, applicationId, 'delivered', 30_000);
    const attempts = await attemptsOf(bank, applicationId);
    expect(attempts).toMatchObject([{ outcome: 'accepted', settlement: 'delivered' }]);
    for (const { route } of attempts) used.add(route);
  }
  expect([...used].sort()).toEqual(['sms/aliyun', 'sms/bank-gateway', 'sms/tencent']);
  const receipts = await bank.ledger.query<{ polled: boolean }>('SELECT polled FROM receipt');
  expect(receipts).toEqual(applicants.map(() => ({ polled: true })));
}, 120_000);
