import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';

const minimal = { version: 1, routes: [], staff: { callBackNumber: '95599' } };
const hourMs = 3_600_000;

test('a proposal waits a day for its second person, a hold four hours, words a month; corrected decisions wait', () => {
  expect(configurationSchema.parse(minimal).approvals).toEqual({
    correctedDecisions: true,
    expireAfterMs: {
      'contact-change': 24 * hourMs,
      'corrected-decision': 24 * hourMs,
      'incident-close': 24 * hourMs,
      compensation: 7 * 24 * hourMs,
      'route-hold': 4 * hourMs,
      'route-weight': 24 * hourMs,
      unreachable: 24 * hourMs,
      words: 30 * 24 * hourMs,
    },
    holdAloneMs: 4 * hourMs,
    reviewWithinMs: 24 * hourMs,
  });
});
