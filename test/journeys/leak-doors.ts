/** What can be told of an applicant, and asked about them, through the doors alone: HTTP, replies, sign-in. */
import { Browser } from '../api/identity/browser.js';
import { callApi } from '../cli/commands/by-http.js';
import type { Caller } from '../cli/commands/by-http.js';
import type { CanaryApplicant } from './canaries.js';
import type { RealStack } from './real-stack.js';
import { until } from './until.js';

/**
 * Asks and tells by every door about an applicant who is on record; answers what was answered, but for the two calls
 * that show values, which must hold them.
 */
export async function walkTheDoors(stack: RealStack, who: CanaryApplicant): Promise<string[]> {
  const { file } = stack;
  const told: string[] = [];
  const call = tellerOf(stack, told);
  const own = `applications/${who.applicationId}`;
  const reason = who.revealReason;
  await repliedBy(stack, who);

  for (const caller of ['staff', 'supervisor', 'auditor', 'loanSystem', 'engineer', 'nobody'] as const) {
    await call(caller, 'GET', own);
    await call(caller, 'GET', 'tasks?state=completed');
    await call(caller, 'POST', 'notices/search', { mobile: who.mobile });
    await call(caller, 'POST', 'notices/search', { name: who.name });
    await call(caller, 'POST', 'applications/search', { mobile: who.mobile });
    await call(caller, 'POST', 'applications/search', { name: who.name });
  }
  for (const path of [who.mobile, encodeURIComponent(who.name), who.idNumber])
    for (const method of ['GET', 'PUT'])
      await call('loanSystem', method, `applications/${path}`, method === 'PUT' ? {} : undefined);
  await call('loanSystem', 'PUT', own, { applicant: { name: who.name, idNumber: [who.mobile] } });
  await call('loanSystem', 'PUT', `${own}/stages/${encodeURIComponent(who.document)}`, {
    decision: who.guidance,
  });
  await call('staff', 'PATCH', `${own}/contacts`, { [who.email]: who.mobile });
  await call('staff', 'POST', `${own}/resend`, { stage: who.name, reason });
  await call('staff', 'GET', `tasks?cursor=${encodeURIComponent(who.mobile)}`);
  await call('nobody', 'POST', 'notices/search', `${who.name} ${who.mobile}`);
  await call('staff', 'POST', 'applications/search', { applicationId: who.mobile, name: [who.name] });

  const shown = await callApi(file, 'staff', 'POST', `${own}/contacts/reveal`, { reason, applicant: true });
  const said = await callApi(file, 'staff', 'POST', `${own}/replies/reveal`, { reason });
  if (!JSON.stringify(shown.json).includes(who.name) || !JSON.stringify(said.json).includes(who.document))
    throw new Error('what was asked for with a reason was not shown');

  told.push(...(await calledAndAsked(stack, who)));

  const browser = new Browser();
  await browser.signIn(`${file.apiUrl}/v1/session/sign-in`, 'li.na');
  for (const path of [own, `notices?name=${encodeURIComponent(who.name)}`, 'announcements?after=0'])
    told.push((await browser.call(`${file.apiUrl}/v1/${path}`)).text);
  return told;
}

/** Calls an address, and keeps what was answered. */
const tellerOf =
  ({ file }: RealStack, told: string[]) =>
  async (caller: Caller, method: string, path: string, body?: unknown): Promise<unknown> => {
    const { status, json } = await callApi(file, caller, method, path, body);
    return told.push(`${method} ${String(status)} ${JSON.stringify(json)}`);
  };

/**
 * The applicant asks, and is called back about their complaint: what was answered, but for the call itself, whose
 * script must hold them.
 */
async function calledAndAsked(stack: RealStack, who: CanaryApplicant): Promise<string[]> {
  const { file, bank } = stack;
  const told: string[] = [];
  const call = tellerOf(stack, told);
  const tasks = `SELECT task_id AS "taskId" FROM human_task WHERE application_id = $1 AND state = 'open'`;
  const [task] = await bank.ledger.query<{ taskId: string }>(tasks, [who.applicationId]);
  if (task === undefined) throw new Error('nobody is to call the applicant back');
  const own = `tasks/${task.taskId}`;
  for (const caller of ['auditor', 'loanSystem', 'engineer', 'nobody'] as const)
    await call(caller, 'POST', `${own}/call`);
  const spoken = JSON.stringify((await callApi(file, 'staff', 'POST', `${own}/call`)).json);
  if (!spoken.includes(who.name) || !spoken.includes(who.idNumber.slice(-4)))
    throw new Error('whoever calls was not told whom');
  // A colleague has it now, and another one hears no more than that.
  await call('supervisor', 'POST', `${own}/call`);
  await call('staff', 'POST', `tasks/${who.mobile}/call`);
  await call('staff', 'POST', `${own}/put-off`, { because: who.document, until: who.mobile });
  await call('staff', 'POST', `${own}/put-off`, { because: 'no-answer', until: who.name });
  await call('staff', 'POST', `${own}/put-off`, { because: 'no-answer', until: '2000-01-01T00:00:00Z' });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await call('staff', 'POST', `${own}/put-off`, { because: 'no-answer', until: later });
  for (const caller of ['staff', 'supervisor', 'auditor', 'loanSystem', 'engineer', 'nobody'] as const) {
    await call(caller, 'GET', own);
    await call(caller, 'POST', 'inquiries', { applicationId: who.applicationId, stage: 'final-decision' });
    await call(caller, 'POST', 'inquiries', { applicationId: who.mobile });
    await call(caller, 'POST', 'inquiries', { applicationId: who.name, channel: who.email });
    await call(caller, 'GET', 'inquiries/counts');
    await call(caller, 'GET', `inquiries/counts?from=${encodeURIComponent(who.name)}`);
    await call(caller, 'GET', `approvals?subject=${who.mobile}`);
    await call(caller, 'GET', `approvals?applicationId=${who.applicationId}`);
    await call(caller, 'GET', 'live');
  }
  return told;
}

/** The applicant complains by SMS, in words that are theirs. */
async function repliedBy({ file, bank }: RealStack, who: CanaryApplicant): Promise<void> {
  const text = `投诉！${who.name} ${who.document} ${who.mobile}`;
  for (const phone of [who.correctedMobile, who.mobile])
    await fetch(`${file.simulatorUrl}/control/replies`, {
      method: 'POST',
      body: JSON.stringify({ route: 'sms/aliyun', phone, text }),
    });
  const replies = `SELECT 1 FROM reply WHERE application_id = $1`;
  await until(async () => (await bank.ledger.query(replies, [who.applicationId])).length > 0);
}
