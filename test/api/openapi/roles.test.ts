/** Who may do what: every address of the document against every role, by the door itself. */
import { randomUUID } from 'node:crypto';
import { roles } from '../../../api/identity/principal.js';
import type { Role } from '../../../api/identity/principal.js';
import { openBankDoor } from '../bank/bank-door.js';
import type { BankDoor } from '../bank/bank-door.js';
import { operations } from './operations.js';

const anybody: readonly Role[] = roles;
const people: readonly Role[] = ['staff', 'supervisor', 'engineer', 'auditor'];

/** A change here is a change of somebody's rights: it is meant, or it is a mistake. */
const rights: Readonly<Record<string, readonly Role[]>> = {
  'PUT /v1/applications/{applicationId}': ['loan-system'],
  'GET /v1/applications/{applicationId}': anybody,
  'GET /v1/applications/{applicationId}/timeline': anybody,
  'PUT /v1/applications/{applicationId}/contacts': ['loan-system'],
  'PATCH /v1/applications/{applicationId}/contacts': ['staff', 'supervisor'],
  'POST /v1/applications/{applicationId}/contacts/reveal': ['staff', 'supervisor'],
  'POST /v1/applications/{applicationId}/replies/reveal': ['staff', 'supervisor'],
  'POST /v1/applications/{applicationId}/withdrawal': ['loan-system'],
  'POST /v1/applications/{applicationId}/erasure': ['supervisor'],
  'PUT /v1/applications/{applicationId}/stages/{stage}': ['loan-system'],
  'PUT /v1/applications/{applicationId}/stages/{stage}/rounds/{round}': ['loan-system'],
  'POST /v1/applications/{applicationId}/stages/{stage}/rounds/{round}/resend': ['staff', 'supervisor'],
  'POST /v1/applications/search': ['staff', 'supervisor', 'auditor'],
  'POST /v1/notices/search': ['staff', 'supervisor', 'auditor'],
  'POST /v1/inquiries': ['staff', 'supervisor'],
  'GET /v1/inquiries/counts': ['supervisor', 'auditor'],
  'GET /v1/tasks': ['staff', 'supervisor', 'auditor'],
  'GET /v1/tasks/counts': ['staff', 'supervisor', 'auditor'],
  'GET /v1/tasks/{taskId}': ['staff', 'supervisor', 'auditor'],
  'POST /v1/tasks/{taskId}/claim': ['staff', 'supervisor'],
  'POST /v1/tasks/{taskId}/release': ['staff', 'supervisor'],
  'POST /v1/tasks/{taskId}/call': ['staff', 'supervisor'],
  'POST /v1/tasks/{taskId}/put-off': ['staff', 'supervisor'],
  'POST /v1/tasks/{taskId}/complete': ['staff', 'supervisor'],
  'GET /v1/approvals': ['staff', 'supervisor', 'auditor'],
  'GET /v1/approvals/{approvalId}': ['staff', 'supervisor', 'auditor', 'loan-system'],
  'POST /v1/approvals/{approvalId}/approve': ['staff', 'supervisor'],
  'POST /v1/approvals/{approvalId}/reject': ['staff', 'supervisor'],
  'POST /v1/approvals/{approvalId}/withdraw': ['staff', 'supervisor', 'loan-system'],
  'POST /v1/approvals/{approvalId}/review': ['supervisor', 'auditor'],
  'POST /v1/approvals/{approvalId}/reveal': ['staff', 'supervisor', 'auditor'],
  'GET /v1/routes': people,
  'PUT /v1/routes/{channel}/{provider}/hold': ['supervisor'],
  'DELETE /v1/routes/{channel}/{provider}/hold': ['supervisor'],
  'PUT /v1/providers/{provider}/hold': ['supervisor'],
  'DELETE /v1/providers/{provider}/hold': ['supervisor'],
  'PUT /v1/routes/{channel}/{provider}/weight': ['supervisor'],
  'DELETE /v1/routes/{channel}/{provider}/weight': ['supervisor'],
  'PUT /v1/routes/{channel}/{provider}/freeze': ['supervisor'],
  'DELETE /v1/routes/{channel}/{provider}/freeze': ['supervisor'],
  'PUT /v1/providers/{provider}/freeze': ['supervisor'],
  'DELETE /v1/providers/{provider}/freeze': ['supervisor'],
  'GET /v1/templates': ['staff', 'supervisor', 'engineer', 'auditor'],
  'GET /v1/templates/{template}': ['staff', 'supervisor', 'engineer', 'auditor'],
  'POST /v1/templates/preview': ['staff', 'supervisor'],
  'POST /v1/templates': ['staff', 'supervisor'],
  'POST /v1/templates/{template}/propose': ['staff', 'supervisor'],
  'POST /v1/templates/{template}/live': ['supervisor'],
  'POST /v1/templates/{template}/retire': ['supervisor'],
  'POST /v1/templates/{template}/provider-approval': ['supervisor', 'engineer'],
  'GET /v1/engineering': ['engineer', 'auditor'],
  'GET /v1/live': ['supervisor', 'engineer', 'auditor'],
  'GET /v1/alarms': ['supervisor', 'engineer', 'auditor'],
  'POST /v1/alarms/{alarmId}/acknowledge': ['supervisor', 'engineer'],
  'GET /v1/incidents': people,
  'POST /v1/incidents': ['supervisor'],
  'GET /v1/incidents/{incidentId}': people,
  'GET /v1/incidents/{incidentId}/notices': ['staff', 'supervisor', 'auditor'],
  'GET /v1/incidents/{incidentId}/report': ['supervisor', 'auditor'],
  'GET /v1/incidents/{incidentId}/compensations': ['staff', 'supervisor', 'auditor'],
  'PUT /v1/incidents/{incidentId}/range': ['supervisor'],
  'POST /v1/incidents/{incidentId}/provider': ['supervisor'],
  'POST /v1/incidents/{incidentId}/resends': ['supervisor'],
  'POST /v1/incidents/{incidentId}/closing': ['supervisor'],
  'POST /v1/incidents/{incidentId}/compensation': ['supervisor'],
  'PUT /v1/compensations/{compensationId}/answer': ['loan-system'],
  'GET /v1/announcements': ['loan-system'],
  'GET /v1/webhooks': ['supervisor', 'engineer', 'auditor'],
  'GET /v1/webhooks/undelivered': ['supervisor', 'engineer', 'auditor'],
  'POST /v1/webhooks/replay': ['supervisor', 'engineer'],
  'GET /v1/events': people,
  'GET /v1/session': roles,
  'PUT /v1/reconciliations/{date}': ['loan-system'],
  'GET /v1/reconciliations/{date}': ['loan-system', 'supervisor', 'auditor'],
};

const guarded = operations.filter(({ operation }) => operation.security?.length !== 0);

test('the document names for each address who may use it, and they are those that are meant', () => {
  expect(Object.fromEntries(guarded.map(({ name, operation }) => [name, operation['x-roles']]))).toEqual(
    rights,
  );
});

test('what needs no token is what providers and probes call', () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0);
  expect(open.map(({ name }) => name).sort()).toEqual([
    'GET /healthz',
    'GET /metrics',
    'GET /problems/{code}',
    'GET /readyz',
    'POST /v1/receipts/{channel}/{provider}/{secret}',
    'POST /v1/replies/{channel}/{provider}/{secret}',
  ]);
});

describe('the door', () => {
  let door: BankDoor;
  beforeAll(async () => {
    door = await openBankDoor();
  });
  afterAll(() => door.close());

  const inPath: Readonly<Record<string, string>> = {
    applicationId: 'A-nobody',
    stage: 'final-decision',
    round: '1',
    taskId: randomUUID(),
    approvalId: randomUUID(),
    channel: 'sms',
    provider: 'nobody',
  };
  /** The status alone: a stream does not end by itself. */
  const statusOf = async (method: string, path: string, caller?: Role): Promise<number> => {
    const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => inPath[name] ?? 'x');
    const abort = new AbortController();
    const response = await fetch(`${door.url}${address}`, {
      method,
      headers: {
        ...(caller === undefined ? {} : { authorization: `Bearer ${door.tokenOf(caller)}` }),
        ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
      },
      ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }),
      signal: abort.signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isStream) abort.abort();
    else await response.text();
    return response.status;
  };

  test.each(guarded)('$name lets in whom it names, and nobody else', async ({ name, method, path }) => {
    expect(await statusOf(method, path)).toBe(401);
    for (const role of roles) {
      const status = await statusOf(method, path, role);
      if (rights[name]?.includes(role) === true) {
        expect(status).toBeLessThan(500);
        expect([401, 403]).not.toContain(status);
      } else expect([role, status]).toEqual([role, 403]);
    }
  });
});
