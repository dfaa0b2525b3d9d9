import type { IncidentProgress } from '../../domain/incident/affected.js';

/** An incident as one look finds it. */
export type IncidentLook =
  | { readonly state: 'closed' }
  | ({
      readonly state: 'open';
      /** When it is to be looked at again, epoch milliseconds. */
      readonly againAt: number;
    } & IncidentProgress);

export interface IncidentPorts {
  /** Brings the list up to date, gives staff what nobody attends to, and says what the clock says. */
  lookAtIncident(order: { incidentId: number }): Promise<IncidentLook>;
}
