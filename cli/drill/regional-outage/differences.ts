/** In what a drill went otherwise than it must; pure. One line each, application ids at most. */
import type { AffectedRow } from '../../../ledger/incident/affected.js';
import type { DrillFacts } from './facts.js';
import { answerOf } from './loan-system.js';
import type { DrillCase } from './drill-case.js';
import { losingRoute } from '../setting.js';
import { leftUntold, nameOf } from './swallowed.js';
import type { TakenMessage } from './swallowed.js';
import { shareScope } from '../watch.js';

export function differencesOf(facts: DrillFacts, given: DrillCase, taken: readonly TakenMessage[]): string[] {
  return [
    ...notByItself(facts, given),
    ...listFaults(facts, taken),
    ...accountFaults(facts, taken),
    ...compensationFaults(facts, given),
  ];
}

/** Nobody's hand: the alarm, the share and the incident, of that province alone. */
function notByItself({ alarms, shares, incidents }: DrillFacts, { province }: DrillCase): string[] {
  const scope = `${losingRoute}@${province}`;
  const isExpected = ({ kind, subject }: DrillFacts['alarms'][number]) =>
    kind === 'receipts-missing' && subject === scope;
  return [
    ...(alarms.some(isExpected) ? [] : [`no alarm receipts-missing ${scope}`]),
    ...alarms.filter((one) => !isExpected(one)).map(({ kind, subject }) => `an alarm ${kind} ${subject}`),
    ...(shares.some((one) => shareScope(one) === scope) ? [] : [`the share of ${scope} was not moved`]),
    ...shares
      .map(shareScope)
      .filter((name) => name !== scope)
      .map((name) => `the share of ${name} was touched`),
    ...(incidents.length === 1 ? [] : [`${incidents.length} incidents were opened, expected 1`]),
    ...incidents
      .filter(({ incident }) => incident.target !== losingRoute || incident.province !== province)
      .map(({ incident }) => `incident ${incident.incidentId} is about something else`),
  ];
}

/** The list is exactly what the provider swallowed and no other message of its story reached. */
function listFaults({ list }: DrillFacts, taken: readonly TakenMessage[]): string[] {
  const expected = leftUntold(taken);
  const listed = new Set(list.filter(({ state }) => state !== 'told-otherwise').map(nameOf));
  return [
    ...[...expected].filter((name) => !listed.has(name)).map((name) => `${name}: swallowed, not on the list`),
    ...[...listed]
      .filter((name) => !expected.has(name))
      .map((name) => `${name}: on the list, not left untold`),
    ...list
      .filter(({ state }) => state === 'told-otherwise')
      .map(nameOf)
      .filter((name) => expected.has(name))
      .map((name) => `${name}: told by another message, by the ledger alone`),
  ];
}

/** Closed by two people, everybody told, and what counts as told by a message is so by the provider's log. */
function accountFaults({ incidents, list }: DrillFacts, taken: readonly TakenMessage[]): string[] {
  const faults = incidents.flatMap(({ incident, progress }) => {
    const { incidentId, closedAt, closedBy, confirmedBy } = incident;
    const { untold, undecided } = progress;
    return [
      ...(untold + undecided === 0
        ? []
        : [`incident ${incidentId}: ${untold} untold, ${undecided} undecided`]),
      ...(closedAt === null ? [`incident ${incidentId} is not closed`] : []),
      ...(closedAt !== null && (confirmedBy === null || confirmedBy === closedBy)
        ? [`incident ${incidentId} was closed by one person`]
        : []),
    ];
  });
  return [...faults, ...list.flatMap((row) => toldFault(row, taken))];
}

function toldFault(row: AffectedRow, taken: readonly TakenMessage[]): string[] {
  const name = nameOf(row);
  const { state, toldAt, toldBy } = row;
  if (state === 'told-by-staff')
    return toldAt === null || toldBy === null ? [`${name}: told by staff, by whom is not on record`] : [];
  if (state !== 'told-by-resend' && state !== 'told-otherwise' && state !== 'told-late')
    return [`${name}: ${state}`];
  const isTrue = taken.some(
    ({ notice, fate, attempt }) =>
      notice === name &&
      fate === 'delivered' &&
      (attempt.purpose === 'resend') === (state === 'told-by-resend') &&
      attempt.route === toldBy,
  );
  return isTrue ? [] : [`${name}: ${state}, and no message arrived by the provider’s log`];
}

/** Whoever was approved and left untold is offered something, answered, and told of what was granted. */
function compensationFaults({ list, compensations }: DrillFacts, { seed, approved }: DrillCase): string[] {
  const due = new Set(
    list
      .filter(({ stage, applicationId }) => stage === 'final-decision' && approved.has(applicationId))
      .map(({ applicationId }) => applicationId),
  );
  const offered = new Set(compensations.map(({ applicationId }) => applicationId));
  return [
    ...[...due].filter((id) => !offered.has(id)).map((id) => `${id}: no compensation was proposed`),
    ...[...offered].filter((id) => !due.has(id)).map((id) => `${id}: compensation was proposed without need`),
    ...compensations.flatMap(({ applicationId, state }) => {
      const wanted = answerOf(seed, applicationId) === 'granted' ? 'told' : 'refused';
      return state === wanted ? [] : [`${applicationId}: compensation ${state}, expected ${wanted}`];
    }),
  ];
}
