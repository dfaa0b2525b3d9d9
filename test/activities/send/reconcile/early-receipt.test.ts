/** The question after an unknown outcome brings the message id, and with it what had come for that message. */
import { randomUUID } from 'node:crypto';
import { createReconcile } from '../../../../activities/send/reconcile.js';
import type { QueryAnswer } from '../../../../activities/send/carrier.js';
import { openRoutes } from '../../../../activities/send/open-routes.js';
import { listenForReceipts } from '../../../../activities/send/receipt-ear.js';
import type { World } from '../../../../activities/world.js';
import { reportApplication } from '../../../../client/intake/applications.js';
import { reportStage } from '../../../../client/intake/stages.js';
import { recordReceipt } from '../../../../ledger/receipt/record.js';
import { findAttempt } from '../../../../ledger/attempt/find.js';
import { configurationSchema } from '../../../../runtime/configuration/configuration-schema.js';
import { sendRulesOf } from '../../../../runtime/configuration/send-rules.js';
import { applicationBody, newId, openedIntake } from '../../../client/intake-world.js';
import type { OpenedIntake } from '../../../client/intake-world.js';
import { intendedAttempt } from '../../../ledger/owed-notice.js';
import { temporaryFolder, writePrivate } from '../../../runtime/temporary-folder.js';

const route = 'sms/aliyun';
const folder = temporaryFolder();
const configuration = configurationSchema.parse({
  version: 1,
  calendar: { holidays: 'none' },
  routes: [
    {
      route,
      protocol: 'aliyun-sms',
      endpoint: 'http://127.0.0.1:9',
      accessKeyId: 'key',
      accessKeySecretFile: writePrivate(folder, 'access-key', 'test-secret'),
      receiptSecretFile: writePrivate(folder, 'receipt', 'receipt-secret'),
      signName: '必达银行',
    },
  ],
  staff: { callBackNumber: '95588' },
});

describe('a receipt that came before a lost answer was found out', () => {
  let opened: OpenedIntake;
  let world: World;
  /** What the provider says when it is asked. */
  let said: QueryAnswer;
  let close: () => Promise<void>;

  beforeAll(async () => {
    opened = await openedIntake();
    const receipts = await listenForReceipts(opened.worker);
    const routes = openRoutes(configuration.routes, () => opened.time.now);
    const one = routes.get(route);
    if (one === undefined) throw new Error('no such route');
    routes.set(route, { ...one, carrier: { ...one.carrier, ask: () => Promise.resolve(said) } });
    world = {
      ...opened.world,
      ledger: opened.worker,
      configuration,
      rules: sendRulesOf(configuration, { holidays: [], workdays: [] }),
      routes,
      receipts,
      stopping: new AbortController().signal,
    };
    close = async () => {
      one.carrier.close();
      await receipts.stop();
      await opened.close();
    };
  });
  afterAll(() => close());

  /** An attempt nobody recorded an answer for, with a receipt for its message that nobody could place. */
  async function inDoubt(messageId: string, ourReference?: string) {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody());
    await reportStage(opened.world, id, 'final-decision', 1, { decision: 'approved' });
    const notice = { applicationId: id, stage: 'final-decision', round: 1 } as const;
    const attemptId = await intendedAttempt(opened.ledger, { notice, intendedAt: opened.time.now });
    const given = { messageId, settlement: 'undelivered', failure: 'unreachable', listed: true } as const;
    const report = { ...given, code: 'MOBLLE_TERMINAL_ERROR' };
    const named = ourReference === undefined ? report : { ...report, ourReference };
    expect(await recordReceipt(opened.api, route, named, opened.time.now)).toEqual({
      verdict: 'unmatched',
    });
    return attemptId;
  }

  const kept = (messageId: string) =>
    opened.ledger.query<{ attemptId: string | null; verdict: string }>(
      'SELECT attempt_id AS "attemptId", verdict FROM receipt WHERE provider_message_id = $1 ORDER BY attempt_id',
      [messageId],
    );

  test('is adopted with the answer “taken”, kept as it came and as the attempt’s, once', async () => {
    const messageId = randomUUID();
    const attemptId = await inDoubt(messageId);
    said = { result: 'taken', messageId };
    const fact = await createReconcile(world)({ attemptId });
    expect(fact).toMatchObject({ outcome: 'accepted', settlement: 'undelivered', failure: 'unreachable' });
    expect(await kept(messageId)).toEqual([
      { attemptId, verdict: 'settles' },
      { attemptId: null, verdict: 'unmatched' },
    ]);
    // The story has it from the answer.
    expect(await opened.ledger.query('SELECT 1 FROM outbox WHERE attempt_id = $1', [attemptId])).toEqual([]);
  });

  test('and that names another attempt is never adopted', async () => {
    const messageId = randomUUID();
    const attemptId = await inDoubt(messageId, randomUUID());
    said = { result: 'taken', messageId };
    expect(await createReconcile(world)({ attemptId })).not.toHaveProperty('settlement');
    expect(await kept(messageId)).toEqual([{ attemptId: null, verdict: 'unmatched' }]);
  });

  test('stays nobody’s while the message id is not known', async () => {
    const messageId = randomUUID();
    const attemptId = await inDoubt(messageId);
    said = { result: 'taken' };
    expect(await createReconcile(world)({ attemptId })).not.toHaveProperty('settlement');
    expect(await findAttempt(opened.ledger, attemptId)).toMatchObject({ providerMessageId: null });
    expect(await kept(messageId)).toHaveLength(1);
  });
});
