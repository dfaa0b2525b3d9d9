import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import type { ApprovalWorld } from '../approval/world.js';
import type { Incidents } from './incidents.js';

/** What incidents are run in. */
export interface IncidentWorld extends ApprovalWorld {
  readonly configuration: Pick<Configuration, 'approvals' | 'routes' | 'staff' | 'incidents'>;
  readonly incidents: Incidents;
}
