/** How incidents are configured: by the article’s day unless told, and nothing that makes no sense. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usualIncidentTimes } from '../../../domain/incident/clock.js';
import { incidentsSchema } from '../../../runtime/configuration/incidents-schema.js';

const hourMs = 3_600_000;

test('they open with silence, are due in a day, and offer nobody anything', () => {
  expect(incidentsSchema.parse({})).toEqual({
    ...usualIncidentTimes,
    opensOn: ['receipts-missing'],
    everyMs: 60_000,
    compensationWithinMs: 24 * hourMs,
  });
  expect(usualIncidentTimes.dueMs).toBe(24 * hourMs);
});

test('the example of docs/incidents.md is read, and its rule has the defaults', () => {
  const page = readFileSync(join(__dirname, '../../../docs/incidents.md'), 'utf8');
  const [, example = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
  const { incidents } = JSON.parse(example) as { incidents: { compensation: object } };
  expect(incidentsSchema.parse(incidents).compensation).toEqual(incidents.compensation);
  expect(incidentsSchema.parse({ compensation: {} }).compensation).toEqual(incidents.compensation);
});

test.each([
  ['a reminder that comes before it opens', { dueMs: hourMs, remindBeforeMs: [hourMs] }],
  ['no time at all', { dueMs: 0 }],
  ['an alarm that is about no route', { opensOn: ['worker-away'] }],
  ['a rule about no stage', { compensation: { stages: [] } }],
  ['an offer that is no word', { compensation: { offer: 'Extra Credit!' } }],
  ['a field nobody knows', { remindMs: 1 }],
])('%s is refused', (_what, given) => {
  expect(incidentsSchema.safeParse(given).success).toBe(false);
});
