/** Every provider's real protocol on one machine, without Temporal: the send activity, a ledger, the receipts' door. */
import { randomUUID } from 'node:crypto';
import { createServer } from '../../../../api/server.js';
import { createLedgerActivities } from '../../../../activities/index.js';
import { openRoutes } from '../../../../activities/send/open-routes.js';
import { listenForReceipts } from '../../../../activities/send/receipt-ear.js';
import { createSend } from '../../../../activities/send/send.js';
import type { World } from '../../../../activities/world.js';
import { openRoutes as openStackRoutes } from '../../../../cli/stack/routes/stack-routes.js';
import type { StackRouteName } from '../../../../cli/stack/routes/stack-routes.js';
import { embeddedCode, embeddedWords } from '../../../../cli/stack/words.js';
import { loadShippedWords } from '../../../../cli/words/shipped.js';
import { reportApplication } from '../../../../client/intake/applications.js';
import { reportStage } from '../../../../client/intake/stages.js';
import type { AttemptFact } from '../../../../domain/attempt/attempt.js';
import type { Route } from '../../../../domain/attempt/route.js';
import type { AttemptId, NoticeKey } from '../../../../domain/ids/ids.js';
import type { Plan } from '../../../../domain/plan/plan.js';
import { createPayloadCodec } from '../../../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../../../runtime/configuration/configuration-schema.js';
import type { Protocol } from '../../../../runtime/configuration/route-schema.js';
import { Secret } from '../../../../runtime/configuration/secret.js';
import { sendRulesOf } from '../../../../runtime/configuration/send-rules.js';
import type { SigningKey } from '../../../../runtime/signing/gateway-signature.js';
import { readSigningKeys } from '../../../../runtime/signing/read-keys.js';
import { readKeyring } from '../../../../runtime/keys/keyring.js';
import { accountsFileSchema } from '../../../../simulator/account.js';
import type { RuleInput } from '../../../../simulator/rules.js';
import { startSimulator } from '../../../../simulator/simulator.js';

import { applicationBody, newId, openedIntake } from '../../../client/intake-world.js';
import { newKey, temporaryFolder, writePrivate } from '../../../runtime/temporary-folder.js';
import { ownDirectory } from '../../../simulator/bank.js';

const folder = temporaryFolder();

/** What an applicant of a test is reached by; all values are this applicant's alone. */
export interface Reach {
  readonly mobile: string;
  readonly email: string;
  readonly fcmToken: string;
  readonly jpushToken: string;
}

/** The n-th applicant's. */
export const reachOf = (n: number): Reach => ({
  mobile: `139${String(n).padStart(8, '0')}`,
  email: `applicant-${n}@example.com`,
  fcmToken: `token-${n}:APA91b${'x'.repeat(120)}`,
  jpushToken: n.toString(16).padStart(19, 'a'),
});

/** What was planned for a notice, and what became of its first attempt. */
export interface Sent {
  readonly plan: Plan;
  readonly fact: AttemptFact;
}

export type CodeWorld = Awaited<ReturnType<typeof openCodeWorld>>;

/** Opens everything, with the routes named. */
export async function openCodeWorld(names: readonly StackRouteName[]) {
  const opened = await openedIntake();
  // Servers and sockets run on the wall clock, so the ledger does too.
  opened.time.now = Date.now();
  const clock = { now: () => Date.now() };
  const { ledger } = opened;
  const directory = await ownDirectory();
  const stackRoutes = openStackRoutes(folder, names);
  await loadShippedWords(ledger, { routes: names, codeOf: embeddedCode }, Date.now());
  const receipts = await listenForReceipts(opened.worker);
  const protocols = new Map<Route, Protocol>();
  const keys = new Map<Route, readonly SigningKey[]>();
  const door = await createServer({
    door: {
      ledger: opened.api,
      stories: opened.world.stories,
      clock,
      logger: opened.world.logger,
      tally: opened.world.tally,
      secrets: new Map(stackRoutes.map(({ route, receiptSecret }) => [route, new Secret(receiptSecret)])),
      protocols,
      keys,
    },
    codec: createPayloadCodec(readKeyring(writePrivate(folder, 'codec.key', newKey()))),
    codecOrigins: [],
  });
  const doorUrl = await door.listen({ port: 0, host: '127.0.0.1' });
  const accounts = stackRoutes.map(({ route, receiptSecret, account }) =>
    account(`${doorUrl}/v1/receipts/${route}/${receiptSecret}`, embeddedWords, 1),
  );
  const simulator = await startSimulator({
    accounts: accountsFileSchema.parse({ seed: 1, accounts }).accounts,
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
  const configuration = configurationSchema.parse({
    version: 1,
    calendar: { holidays: 'none', open: true },
    routes: stackRoutes.map(({ settings }) =>
      settings({
        simulatorUrl: simulator.url,
        smtpPort: simulator.smtpPort ?? 0,
        timing: { route: { callTimeoutMs: 5_000, lingerMs: 2_000, receiptDeadlineMs: 60_000 } },
      }),
    ),
    staff: { callBackNumber: '95588' },
  });
  for (const route of configuration.routes) {
    protocols.set(route.route, route.protocol);
    if (route.protocol === 'bank-gateway-sms') keys.set(route.route, readSigningKeys(route.keys));
  }
  const stopping = new AbortController();
  const routes = openRoutes(configuration.routes, clock.now);
  const world: World = {
    ...opened.world,
    ledger: opened.worker,
    clock,
    configuration,
    rules: sendRulesOf(configuration, { holidays: [], workdays: [] }),
    routes,
    receipts,
    stopping: stopping.signal,
  };
  const { planNotice } = createLedgerActivities(world);
  const send = createSend(world);

  return {
    world,
    ledger,
    simulator,
    setRules: (rules: readonly RuleInput[]) => simulator.setRules(rules),
    /** Owes an applicant a notice and has it sent by one route, which the plan then begins with. */
    sentBy: async (route: StackRouteName, reach: Reach, wait: 'for-the-receipt' | 'not'): Promise<Sent> => {
      const id = newId();
      const { mobile, email, fcmToken, jpushToken } = reach;
      const contacts = { mobile, email, pushTokens: [fcmToken, jpushToken] };
      await reportApplication({ ...opened.world, clock }, id, applicationBody({ contacts }));
      await reportStage({ ...opened.world, clock }, id, 'final-decision', 1, { decision: 'approved' });
      const notice: NoticeKey = { applicationId: id, stage: 'final-decision', round: 1 };
      const planned = await planNotice({ notice });
      if (planned.next !== 'send') throw new Error(`nothing to send: ${JSON.stringify(planned)}`);
      const { plan } = planned;
      const first = plan.routes.find((one) => one.route === route);
      if (first === undefined) throw new Error(`no ${route} in ${JSON.stringify(plan)}`);
      const attemptId = randomUUID() as AttemptId;
      const lingering = wait === 'not' ? { ...first, lingerMs: 0 } : first;
      const answer = await send({ notice, attemptId, route: lingering, purpose: 'first' });
      if (answer.answer !== 'attempted') throw new Error(`not sent: ${JSON.stringify(answer)}`);
      const others = plan.routes.filter((one) => one !== first);
      return { plan: { ...plan, routes: [first, ...others] }, fact: answer.fact };
    },
    close: async () => {
      stopping.abort();
      for (const { carrier } of routes.values()) carrier.close();
      await simulator.stop();
      await door.close();
      await directory.remove();
      await receipts.stop();
      await opened.close();
    },
  };
}
