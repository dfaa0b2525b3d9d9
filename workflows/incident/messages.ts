/** What is said to the workflow of an incident, and asked of it. */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { IncidentProgress } from '../../domain/incident/affected.js';

export interface IncidentInput {
  readonly incidentId: number;
}

/** Something about it was changed on record: it is looked at at once. */
export const incidentChanged = defineSignal('changed');

/** As it was when it was last looked at; undefined before that. */
export const incidentProgress = defineQuery<IncidentProgress | undefined>('progress');
