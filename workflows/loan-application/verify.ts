/** Providers are asked about the contact, beside everything else: no notice waits for their answer. */
import { ActivityFailure, log } from '@temporalio/workflow';
import type { Plan } from '../../domain/plan/plan.js';
import { checks } from './activities.js';
import { askForCorrection } from './staff.js';
import type { NoticeProgress } from './state.js';
import { ask, start } from './story.js';
import type { Story } from './story.js';

/** A contact they speak against is corrected; it is left out of plans already, by the ledger. */
export async function verify(story: Story, how: { readonly afresh?: true } = {}): Promise<void> {
  const { state } = story;
  try {
    const order = { applicationId: state.applicationId, ...how };
    const { wrong } = await ask(story, () => checks.verifyContacts(order));
    // Contacts reported meanwhile are checked for themselves.
    if (wrong === undefined || wrong.version < (state.contactVersion ?? 1) || state.withdrawn) return;
    await askForCorrection(story, wrong.because);
    story.show();
  } catch (failure) {
    if (!(failure instanceof ActivityFailure)) throw failure;
    log.warn('the contact stays unchecked');
  }
}

/** A receipt that mixes empty, suspended and off proves nothing: where a check is configured, it decides. */
export function doubtNumber(story: Story, notice: NoticeProgress, plan: Plan): void {
  const last = notice.attempts.at(-1);
  if (last?.failure !== 'suspect-number' || notice.doubted === last.attemptId) return;
  const planned = plan.routes.find(({ contact }) => contact === last.contact);
  if (planned?.checkTimeoutMs === undefined) return;
  notice.doubted = last.attemptId;
  start(story, verify(story, { afresh: true }));
}
