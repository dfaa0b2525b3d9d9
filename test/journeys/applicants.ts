import type { Bank } from '../../cli/bank/open-bank.js';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';

/** The n-th made-up applicant: a number of their own, and an id whose last four places tell them apart. */
export const applicantOf = (series: string, n: number) => ({
  applicationId: `${series}-${String(n).padStart(4, '0')}`,
  mobile: `1380013${String(8_000 + n)}`,
});

/** Reports an application and its preliminary approval: from then on one notice is owed. */
export async function oweNotice(
  bank: Bank,
  { applicationId, mobile }: { readonly applicationId: string; readonly mobile: string },
  stage: Record<string, unknown> = {},
): Promise<void> {
  const applicant = { name: '接缝 试', type: 'person' };
  await reportApplication(bank, applicationId, { applicant, contacts: { mobile }, product: 'consumer' });
  await reportStage(bank, applicationId, 'preliminary-approval', 1, stage);
}
