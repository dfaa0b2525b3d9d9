/** Those who are untold are sent to once more, each by an order of its own, and never by what lost their message. */
import { orderResends } from '../../../client/incident/resend.js';
import { reportIdOf } from '../../../domain/ids/ids.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { targetOfResend } from '../../../ledger/incident/affected.js';
import { appendEvent } from '../../../ledger/event/append.js';
import { refusalOf } from '../intake-world.js';
import { openedIncidents, supervisor } from './incident-world.js';
import type { OpenedIncidents } from './incident-world.js';

let incidents: OpenedIncidents;
beforeEach(async () => {
  incidents = await openedIncidents();
});
afterEach(() => incidents.close());

const orderOf = async (applicationId: string) => {
  const [row] = await incidents.ledger.query<{ reportId: string }>(
    `SELECT report_id AS "reportId" FROM report WHERE application_id = $1 AND kind = 'resend'`,
    [applicationId],
  );
  return reportIdOf(row?.reportId ?? '');
};

test('each is ordered once, with its reason and by whom, and knows what it must not go by', async () => {
  const { world, open, lost, look, sent, time, ledger } = incidents;
  const [one, told] = [await lost(), await lost()];
  const incidentId = await open();
  await look(incidentId);
  await sent(told, { route: 'sms/tencent', at: time.now, settlement: 'delivered' });
  expect(await orderResends(world, incidentId, supervisor)).toEqual({
    ordered: 1,
    refused: 0,
    isMore: false,
  });
  const events = await eventsOfApplication(ledger, one.applicationId);
  expect(events.find(({ kind }) => kind === 'resend-ordered')?.detail).toMatchObject({
    staffRef: 'wang.wei',
    incidentId,
  });
  expect(await targetOfResend(ledger, await orderOf(one.applicationId))).toBe('sms/aliyun');
  expect(await orderResends(world, incidentId, supervisor)).toEqual({
    ordered: 0,
    refused: 0,
    isMore: false,
  });
});

test('an order of which nothing came may be given again', async () => {
  const { world, open, lost, look, time, ledger } = incidents;
  const one = await lost();
  const incidentId = await open();
  await look(incidentId);
  await orderResends(world, incidentId, supervisor);
  const { applicationId, stage, round } = one;
  const detail = { reportId: await orderOf(one.applicationId), because: 'quiet-hours' };
  await appendEvent(ledger, { at: time.now, applicationId, stage, round, kind: 'resend-not-sent', detail });
  expect(await orderResends(world, incidentId, supervisor)).toMatchObject({ ordered: 1 });
});

test('of an incident that is closed or unknown nobody is sent anything', async () => {
  const { world } = incidents;
  expect(await refusalOf(orderResends(world, 99, supervisor))).toMatchObject({ code: 'incident-unknown' });
});
