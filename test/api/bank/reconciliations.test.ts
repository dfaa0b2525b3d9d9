import { explanationOf } from '../../../client/explanation/explanation.js';
import { judgeLists } from '../../../activities/sweep/unreported-decisions.js';
import type { World } from '../../../activities/world.js';
import { applicationIdOf } from '../../../domain/ids/ids.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { openAlarmsOf } from '../../../ledger/alarm/raise.js';
import { ask } from '../../ledger/opened-ledger.js';
import { applicationBody, newId } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

const hourMs = 3_600_000;
/** The intake's own clock stands at 10:00 of this day in Shanghai. */
const today = '2026-11-02';

interface Entry {
  readonly kind: string;
  readonly applicationId: string;
}

describe('the bank’s own list of a day', () => {
  let door: BankDoor;
  let startedAt: number;
  const configuration = configurationSchema.parse({
    version: 1,
    routes: [],
    staff: { callBackNumber: '95599' },
  });
  beforeAll(async () => {
    door = await openBankDoor();
    startedAt = door.opened.time.now;
  });
  afterEach(() => (door.opened.time.now = startedAt));
  afterAll(() => door.close());

  const bound = (role: 'loan-system' | 'supervisor', ...regions: string[]): Caller => ({
    account: `${role}.${regions.join('.')}`,
    roles: new Set([role]),
    regions,
  });
  /** A day that no other test of this file uses. */
  let days = 0;
  const newDay = () =>
    new Date(Date.parse('2026-05-01') + (days += 1) * 24 * hourMs).toISOString().slice(0, 10);
  const put = (date: string, decisions: readonly unknown[], caller: Caller = 'loan-system') =>
    door.call(caller, 'PUT', `/v1/reconciliations/${date}`, { decisions });
  const get = (date: string, query = '', caller: Caller = 'supervisor') =>
    door.call(caller, 'GET', `/v1/reconciliations/${date}${query}`);
  const apply = (id: string, changed: Record<string, unknown> = {}) =>
    door.call('loan-system', 'PUT', `/v1/applications/${id}`, applicationBody(changed));
  const stage = (id: string, of = 'final-decision', body: unknown = { decision: 'approved' }) =>
    door.call('loan-system', 'PUT', `/v1/applications/${id}/stages/${of}`, body);
  const listed = (applicationId: string, more: Record<string, unknown> = {}) => ({
    applicationId,
    stage: 'final-decision',
    ...more,
  });
  const reported = async (body: unknown = { decision: 'approved' }) => {
    const id = newId();
    await apply(id);
    await stage(id, 'final-decision', body);
    return id;
  };
  const kinds = (json: Record<string, unknown>) =>
    Object.fromEntries((json['entries'] as Entry[]).map(({ applicationId, kind }) => [applicationId, kind]));
  /** The sweep's look at lists whose grace is over. */
  const sweep = () =>
    judgeLists({ ledger: door.opened.worker, clock: door.opened.world.clock, configuration } as World);
  const alarmed = async (day: string) =>
    (await openAlarmsOf(door.opened.ledger, 'decision-unreported')).some(({ subject }) => subject === day);
  const afterTheGrace = () => (door.opened.time.now = startedAt + 2 * hourMs + 1);
  const why = async (id: string) => {
    const { ledger, clock } = door.opened.world;
    const world = { ledger, clock, clockwork: { timeZone: 'Asia/Shanghai' } };
    return (await explanationOf(world, applicationIdOf(id))).explanation;
  };

  test('is 201, the same again in another order 200, and a changed one a further version that alone counts', async () => {
    const day = newDay();
    const [one, other] = [await reported(), newId()];
    const first = await put(day, [listed(one), listed(other)]);
    expect(first).toMatchObject({
      status: 201,
      json: {
        date: day,
        result: 'created',
        version: 1,
        lists: [{ version: 1, regions: [], decisions: 2, givenBy: 'some.loan-system' }],
        counts: { listed: 2, agreed: 1, awaited: 1, neverReported: 0 },
      },
    });
    expect(await put(day, [listed(other), listed(one, { round: 1 })])).toMatchObject({
      status: 200,
      json: { result: 'known', version: 1 },
    });
    expect(await put(day, [listed(one)])).toMatchObject({
      status: 200,
      json: { result: 'replaced', version: 2, counts: { listed: 1, agreed: 1 }, entries: [] },
    });
    expect(await put(day, [])).toMatchObject({ json: { version: 3, counts: { listed: 0 } } });
  });

  test('tells every way in which a decision can stand', async () => {
    const day = newDay();
    const decidedAt = `${day}T15:00:00+08:00`;
    const agreed = await reported({ decision: 'approved', decidedAt });
    const differs = await reported({ decision: 'approved' });
    const missing = await reported({ decision: 'declined', decidedAt });
    const refused = newId();
    await apply(refused);
    await stage(refused, 'final-decision', { decision: 'perhaps' });
    const passedOver = await reported();
    const withdrawn = newId();
    await apply(withdrawn);
    await door.call('loan-system', 'POST', `/v1/applications/${withdrawn}/withdrawal`, {});
    const silent = newId();
    await apply(silent);
    const nobodys = newId();
    const list = [
      listed(agreed, { decision: 'approved', decidedAt }),
      listed(differs, { decision: 'declined' }),
      listed(refused, { decision: 'declined' }),
      { applicationId: passedOver, stage: 'preliminary-approval' },
      listed(withdrawn),
      listed(silent),
      listed(nobodys),
    ];
    const told = await put(day, list);
    expect(kinds(told.json)).toEqual({
      [differs]: 'decision-differs',
      [missing]: 'not-on-list',
      [refused]: 'report-refused',
      [passedOver]: 'overtaken',
      [withdrawn]: 'overtaken',
      [silent]: 'awaited',
      [nobodys]: 'awaited',
    });
    afterTheGrace();
    const later = await get(day);
    expect(later.json['counts']).toEqual({
      listed: 7,
      agreed: 1,
      neverReported: 2,
      reportRefused: 1,
      decisionDiffers: 1,
      awaitingApproval: 0,
      awaited: 0,
      overtaken: 2,
      notOnList: 1,
    });
    const of = (id: string) => (later.json['entries'] as Entry[]).find((one) => one.applicationId === id);
    expect(of(refused)).toMatchObject({ kind: 'report-refused', refusedCode: 'body-invalid' });
    expect(of(silent)).toMatchObject({ kind: 'never-reported', applicationKnown: true });
    expect(of(nobodys)).toMatchObject({ kind: 'never-reported', applicationKnown: false });
    expect(later.text).not.toMatch(/approved|declined/);
    // Nor does the ledger hold in clear what a list says was decided.
    const { url } = door.opened.database;
    const kept = await ask<{ row: string }>(
      url,
      `SELECT decision::text AS row FROM reconciled_decision decision`,
    );
    expect(kept.map(({ row }) => row).join('\n')).not.toMatch(/approved|declined/);
  });

  test('is read in pages, all or of one kind', async () => {
    const day = newDay();
    const ids = Array.from({ length: 5 }, () => newId() as string);
    await put(
      day,
      ids.map((id) => listed(id)),
    );
    const found: string[] = [];
    for (let after = ''; ;) {
      const { json } = await get(day, `?limit=2&kind=awaited${after}`);
      found.push(...(json['entries'] as Entry[]).map(({ applicationId }) => applicationId));
      if (json['next'] === undefined) break;
      after = `&after=${json['next'] as string}`;
    }
    expect(found).toEqual([...ids].sort());
    expect((await get(day, '?kind=never-reported')).json['entries']).toEqual([]);
    expect(await get(day, '?after=nonsense')).toMatchObject({
      status: 400,
      json: { code: 'request-invalid' },
    });
    expect(await get(newDay())).toMatchObject({ status: 404, json: { code: 'reconciliation-unknown' } });
  });

  test('raises one alarm a day once the grace is over, which ends when the last of it is reported', async () => {
    const day = newDay();
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await apply(id);
    await put(
      day,
      ids.map((id) => listed(id)),
    );
    await sweep();
    expect(await alarmed(day)).toBe(false);
    afterTheGrace();
    await sweep();
    expect(await alarmed(day)).toBe(true);
    for (const id of ids.slice(1)) await stage(id);
    expect(await alarmed(day)).toBe(true);
    await stage(ids[0] ?? '');
    expect(await alarmed(day)).toBe(false);
    expect((await get(day)).json['counts']).toMatchObject({ agreed: 3, neverReported: 0 });
  });

  test('corrected, it ends the alarm of what it does not name any more, and gives what it adds a grace of its own', async () => {
    const day = newDay();
    const [mistaken, added] = [newId(), newId()];
    await put(day, [listed(mistaken)]);
    afterTheGrace();
    await sweep();
    expect(await alarmed(day)).toBe(true);
    // What stays on the list has no second grace.
    const both = await put(day, [listed(mistaken), listed(added)]);
    expect(kinds(both.json)).toEqual({ [mistaken]: 'never-reported', [added]: 'awaited' });
    expect(await alarmed(day)).toBe(true);
    await put(day, [listed(added)]);
    expect(await alarmed(day)).toBe(false);
    expect(await why(mistaken)).toMatchObject({ cause: 'application-unknown' });
    door.opened.time.now += 2 * hourMs + 1;
    await sweep();
    expect(await alarmed(day)).toBe(true);
  });

  test('is the answer to “why?” until the stage is reported, and then how late that was', async () => {
    const day = newDay();
    const [known, nobodys] = [newId(), newId()];
    await apply(known);
    const decidedAt = `${day}T15:00:00+08:00`;
    await put(day, [listed(known, { decidedAt, decision: 'approved' }), listed(nobodys)]);
    expect(await why(known)).toMatchObject({ cause: 'decision-unreported', nextStep: 'ask-the-loan-system' });
    expect(await why(nobodys)).toMatchObject({ cause: 'decision-unreported' });
    const read = await door.call('staff', 'GET', `/v1/applications/${known}`);
    expect(read.json).toMatchObject({ explanation: { cause: 'decision-unreported' } });
    await stage(known);
    const { cause, en } = await why(known);
    expect(cause).toBe('being-taken-up');
    expect(en.evidence.join('\n')).toContain('it reached us only');
  });

  test('says where it is wrong by position alone, and at most twenty times', async () => {
    const day = newDay();
    const refused = await put(day, [
      listed('A-good'),
      listed('13812345678'),
      listed('not an id'),
      { applicationId: 'A-2', stage: 'preliminary-approval', decision: 'approved' },
      listed('A-3', { decidedAt: '2026-01-01T00:00:00Z' }),
      listed('A-good', { decision: 'declined' }),
      { applicationId: 'A-4', stage: 'some-stage', colour: 'blue' },
      'A-5',
    ]);
    expect(refused).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
    expect(refused.json['faults']).toEqual([
      'decisions.1.applicationId: expected no mobile or identity number',
      'decisions.2.applicationId: expected 1 to 64 letters, digits, dots, underscores or hyphens',
      'decisions.3.decision: Invalid input: expected none, since only a final decision has one',
      'decisions.4.decidedAt: expected an instant of the list’s own day',
      'decisions.5: expected each decision once; decisions.0 names it already',
      expect.stringMatching(/^decisions\.6\.stage: Invalid option/) as unknown,
      'decisions.6: has 1 field(s) that are not known here',
      'decisions.7: Invalid input: expected object, received string',
    ]);
    for (const sent of ['13812345678', 'A-good', 'not an id', 'blue'])
      expect(refused.text).not.toContain(sent);
    const many = await put(
      day,
      Array.from({ length: 50 }, () => ({})),
    );
    expect(many.json['faults']).toHaveLength(21);
    expect((many.json['faults'] as string[]).at(-1)).toBe('(body): 80 more of them');
    expect(await get(day)).toMatchObject({ status: 404 });
    const wrong = await door.call('loan-system', 'PUT', `/v1/reconciliations/${day}`, [listed('A-1')]);
    expect(wrong).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
  });

  test.each(['2026-11-03', '2026-02-30', '0000-01-01', 'yesterday'])('has no day %s', async (date) => {
    expect(await put(date, [])).toMatchObject({ status: 400, json: { code: 'request-invalid' } });
    expect(await get(date)).toMatchObject({ status: 400, json: { code: 'request-invalid' } });
  });

  test('of today is taken, larger than any report may be, and by the loan system alone', async () => {
    const many = Array.from({ length: 1_000 }, () =>
      listed(newId(), { decidedAt: `${today}T09:30:00+08:00` }),
    );
    expect(JSON.stringify(many).length).toBeGreaterThan(64 * 1024);
    expect(await put(today, many)).toMatchObject({ status: 201, json: { counts: { awaited: 1_000 } } });
    for (const caller of ['staff', 'supervisor', 'engineer', 'auditor'] as const)
      expect(await put(today, [], caller)).toMatchObject({ status: 403 });
    for (const caller of ['staff', 'engineer'] as const)
      expect(await get(today, '', caller)).toMatchObject({ status: 403 });
    for (const caller of ['loan-system', 'auditor'] as const)
      expect(await get(today, '', caller)).toMatchObject({ status: 200 });
  });

  test('stands for the regions of whoever gave it, beside those of others', async () => {
    const day = newDay();
    const decidedAt = `${day}T10:00:00+08:00`;
    const [shanghai, beijing] = [newId(), newId()];
    await apply(shanghai, { region: '310000' });
    await apply(beijing, { region: '110000' });
    for (const id of [shanghai, beijing])
      await stage(id, 'final-decision', { decision: 'approved', decidedAt });
    const unknown = newId();
    // Another region's application is answered like one that was never reported.
    const told = await put(day, [listed(beijing), listed(unknown)], bound('loan-system', '310000'));
    expect(kinds(told.json)).toEqual({
      [beijing]: 'awaited',
      [unknown]: 'awaited',
      [shanghai]: 'not-on-list',
    });
    expect((await why(beijing)).cause).toBe('being-taken-up');
    expect(await get(day, '', bound('supervisor', '110000'))).toMatchObject({ status: 404 });
    await put(day, [listed(beijing)], bound('loan-system', '110000'));
    expect((await get(day)).json).toMatchObject({
      lists: [{ regions: ['110000'] }, { regions: ['310000'] }],
      counts: { listed: 3, agreed: 1, awaited: 2, notOnList: 1 },
    });
    expect((await get(day, '', bound('supervisor', '110000'))).json).toMatchObject({
      lists: [{ regions: ['110000'] }],
      counts: { listed: 1, agreed: 1, awaited: 0, notOnList: 0 },
    });
  });

  test('cannot be changed on record, and twenty times at once it is one version', async () => {
    const day = newDay();
    const id = newId();
    const told = await Promise.all(Array.from({ length: 20 }, () => put(day, [listed(id)])));
    expect(told.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    const { url, migrateUrl } = door.opened.database;
    for (const table of ['reconciliation', 'reconciled_decision', 'reconciliation_judged']) {
      await expect(ask(url, `DELETE FROM ${table}`)).rejects.toThrow('permission denied');
      await expect(ask(migrateUrl, `DELETE FROM ${table}`)).rejects.toThrow('append-only');
    }
  });
});
