/** The send activity against a real ledger and the simulated JPush, without Temporal: a test is the story. */
import { randomUUID } from 'node:crypto';
import { createLedgerActivities } from '../../../../activities/index.js';
import { createSend } from '../../../../activities/send/send.js';
import { openRoutes } from '../../../../activities/send/open-routes.js';
import type { OpenRoute } from '../../../../activities/send/open-routes.js';
import { listenForReceipts } from '../../../../activities/send/receipt-ear.js';
import type { World } from '../../../../activities/world.js';
import { loadShippedWords } from '../../../../cli/words/shipped.js';
import { reportApplication, reportWithdrawal } from '../../../../client/intake/applications.js';
import { reportStage } from '../../../../client/intake/stages.js';
import type { Route } from '../../../../domain/attempt/route.js';
import type { AttemptId, NoticeKey } from '../../../../domain/ids/ids.js';
import { findAttempt } from '../../../../ledger/attempt/find.js';
import { findNotice } from '../../../../ledger/notice/find.js';
import { eventsOfApplication } from '../../../../ledger/event/of-application.js';
import { configurationSchema } from '../../../../runtime/configuration/configuration-schema.js';
import { sendRulesOf } from '../../../../runtime/configuration/send-rules.js';
import { startSimulator } from '../../../../simulator/simulator.js';
import type { SendOrder } from '../../../../workflows/loan-application/ports.js';
import { applicationBody, newId, openedIntake } from '../../../client/intake-world.js';
import { temporaryFolder, writePrivate } from '../../../runtime/temporary-folder.js';
import { openCallback, ownDirectory } from '../../../simulator/bank.js';
import { recorded } from '../push/fcm/firebase-world.js';
import { appKey, jpushAccountOf, masterSecret, registrationId } from '../push/jpush/jpush-world.js';

export const route = 'push/jpush';
const folder = temporaryFolder();

export type RepeatingWorld = Awaited<ReturnType<typeof openRepeatingWorld>>;

/** Opens everything; `time.now` is the clock of ledger, activities and simulator alike. */
export async function openRepeatingWorld() {
  const opened = await openedIntake();
  const { ledger, time } = opened;
  await loadShippedWords(ledger, { routes: ['sms/aliyun'], codeOf: () => 'SMS_1' }, time.now);
  const receipts = await listenForReceipts(opened.worker);
  const callback = await openCallback();
  callback.reply = () => recorded;
  const directory = await ownDirectory();
  const simulator = await startSimulator({
    accounts: [jpushAccountOf(callback.url)],
    stateDir: directory.path,
    now: () => time.now,
  });
  const configuration = configurationSchema.parse({
    version: 1,
    calendar: { holidays: 'none' },
    routes: [
      {
        route,
        protocol: 'jpush-push',
        endpoint: simulator.url,
        appKey,
        masterSecretFile: writePrivate(folder, 'jpush.secret', masterSecret),
        receiptSecretFile: writePrivate(folder, 'jpush.receipt', 'receipt-secret-of-the-tests'),
        callTimeoutMs: 500,
        lingerMs: 500,
      },
    ],
    staff: { callBackNumber: '95588' },
  });
  const stopping = new AbortController();
  const routes: Map<Route, OpenRoute> = openRoutes(configuration.routes, () => time.now);
  const world: World = {
    ...opened.world,
    ledger: opened.worker,
    configuration,
    rules: sendRulesOf(configuration, { holidays: [], workdays: [] }),
    routes,
    receipts,
    // Nobody waits for the app here.
    stopping: stopping.signal,
  };

  const story = createLedgerActivities(world);

  /** A planned order to send one notice by JPush. */
  const ordered = async (pushTokens: readonly string[] = [registrationId]): Promise<SendOrder> => {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody({ contacts: { pushTokens } }));
    await reportStage(opened.world, id, 'final-decision', 1, { decision: 'approved' });
    const notice: NoticeKey = { applicationId: id, stage: 'final-decision', round: 1 };
    const planned = await story.planNotice({ notice });
    const first = planned.next === 'send' ? planned.plan.routes[0] : undefined;
    if (first === undefined) throw new Error(`nothing to send: ${JSON.stringify(planned)}`);
    return {
      notice,
      attemptId: randomUUID() as AttemptId,
      route: { ...first, lingerMs: 500 },
      purpose: 'first',
    };
  };

  /** One run of the activity that dies in the call, after the provider answered; or before it was asked. */
  const dying = async (order: SendOrder, when: 'before-the-call' | 'after-the-answer'): Promise<void> => {
    const one = routes.get(route);
    if (one === undefined) throw new Error('no such route');
    const carrier: OpenRoute['carrier'] = {
      ...one.carrier,
      send: async (letter) => {
        if (when === 'after-the-answer') await one.carrier.send(letter);
        throw new Error('the process dies here');
      },
    };
    const dead: World = { ...world, routes: new Map([[route, { ...one, carrier }]]) };
    await createSend(dead)(order).then(
      () => Promise.reject(new Error('it lived')),
      () => undefined,
    );
  };

  return {
    ledger,
    time,
    simulator,
    story,
    ordered,
    dying,
    send: createSend(world),
    stop: () => stopping.abort(),
    withdraw: ({ notice }: SendOrder) => reportWithdrawal(opened.world, notice.applicationId, {}),
    notice: ({ notice }: SendOrder) => findNotice(ledger, notice),
    attempt: ({ attemptId }: SendOrder) => findAttempt(ledger, attemptId),
    accepted: ({ attemptId }: SendOrder) =>
      simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === attemptId),
    facts: async ({ notice }: SendOrder, kind: string) =>
      (await eventsOfApplication(ledger, notice.applicationId)).filter((fact) => fact.kind === kind),
    close: async () => {
      stopping.abort();
      for (const { carrier } of routes.values()) carrier.close();
      await simulator.stop();
      await callback.close();
      await directory.remove();
      await receipts.stop();
      await opened.close();
    },
  };
}
