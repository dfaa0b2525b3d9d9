/** Every task of an application, with the notice it is about. */
import type { ApplicationFacts, TaskFacts } from './facts.js';
import type { Place } from './finding.js';

export interface PlacedTask {
  readonly task: TaskFacts;
  readonly place?: Place;
}

/** Those about the contact, and those that no story waits for, are about no notice. */
export const tasksOf = ({ notices, corrections, storyless = [] }: ApplicationFacts): PlacedTask[] => [
  ...notices.flatMap(({ stage, round, tasks }) => tasks.map((task) => ({ task, place: { stage, round } }))),
  ...[...corrections, ...storyless].map((task) => ({ task })),
];
