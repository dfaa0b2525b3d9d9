/** What the document describes, called with everything that can be made of it: no answer is a failure of ours. */
import fc from 'fast-check';
import { isRole } from '../../../api/identity/principal.js';
import type { Role } from '../../../api/identity/principal.js';
import { catalogue } from '../../../domain/failure/catalogue.js';
import { openedIntake, RecordingStories } from '../../client/intake-world.js';
import { openBankDoor } from '../bank/bank-door.js';
import type { BankDoor } from '../bank/bank-door.js';
import { owedTask } from '../bank/owed-task.js';
import { canary, requestsOf } from './made-requests.js';
import type { MadeRequest } from './made-requests.js';
import { operations } from './operations.js';

/** So many requests an address and run; another seed each time, told when one fails. */
const requestsEach = 40;
/** What the road itself answers: an address that is too long. */
const ofAnyAddress = ['414'];
/** It goes on until its reader leaves. */
const stream = 'GET /v1/events';

/** Staff finish tasks of stories that have ended; what Temporal answers is another test's matter. */
class EndedStories extends RecordingStories {
  override completeTask = () => Promise.resolve('closed' as const);
}

let door: BankDoor;
const known: Record<string, string[]> = {
  round: ['1', '2'],
  stage: ['preliminary-approval', 'supplementary-documents', 'final-decision'],
  channel: ['sms', 'email'],
  provider: ['aliyun', 'smtp'],
  date: ['2026-11-02'],
};
beforeAll(async () => {
  door = await openBankDoor(await openedIntake(), {}, { stories: new EndedStories() });
  known['applicationId'] = ['FUZZ-1', 'FUZZ-2', 'FUZZ-3'];
  for (const applicationId of known['applicationId'])
    await door.call('loan-system', 'PUT', `/v1/applications/${applicationId}`, {
      applicant: { name: '欧阳晓明' },
      contacts: { mobile: '13812345678' },
      product: 'personal-loan',
    });
  known['taskId'] = await Promise.all([1, 2, 3].map(async () => (await owedTask(door.opened)).taskId));
});
afterAll(() => door.close());

const asked = operations.filter(
  ({ name, operation }) => name !== stream && operation['x-roles'] !== undefined,
);

test.each(asked)(
  '$name answers whatever it is asked, and says what is wrong',
  async ({ method, path, operation }) => {
    const roles = (operation['x-roles'] ?? []).filter((name): name is Role => isRole(name));
    const tokens = roles.map((role) => door.tokenOf(role));
    const judge = async (made: MadeRequest, token: string): Promise<void> => {
      const response = await fetch(`${door.url}${made.path}`, {
        method,
        headers: { ...made.headers, authorization: `Bearer ${token}` },
        ...(made.body === undefined ? {} : { body: made.body }),
      });
      const text = await response.text();
      const told = { status: response.status, text };
      // Listed in the document, so that a program can be written for each.
      expect({ ...told, listed: [...Object.keys(operation.responses), ...ofAnyAddress] }).toMatchObject({
        listed: expect.arrayContaining([String(response.status)]) as unknown,
      });
      expect(told.status < 500 ? 'no failure of ours' : told).toBe('no failure of ours');
      if (response.status < 400) return;
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      const { code, requestId } = JSON.parse(text) as { code: string; requestId: string };
      expect(Object.keys(catalogue)).toContain(code);
      expect(requestId).toMatch(/\S/);
      expect(text).not.toContain(canary);
      expect(text).not.toMatch(/\bat .*\.[jt]s:\d+|SELECT|INSERT|UPDATE/);
    };
    await fc.assert(fc.asyncProperty(requestsOf(path, operation, known), fc.constantFrom(...tokens), judge), {
      numRuns: requestsEach,
      // Looking for a smaller one takes longer than reading the one that failed.
      endOnFailure: true,
    });
  },
);
