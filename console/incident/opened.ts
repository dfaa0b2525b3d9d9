/** Where somebody goes who has just opened an incident, and what is to be said there of others. */
import type { Opened } from '../door/incident-questions.js';
import { incidentPlace } from '../frame/places.js';

export const openedPlace = ({ incidentId, meets }: Opened): string =>
  meets.length === 0 ? incidentPlace(incidentId) : `${incidentPlace(incidentId)}?meets=${meets.join('.')}`;

/** The numbers that {@link openedPlace} put into an address; whatever is none is left out. */
export const meetsIn = (search: string): readonly number[] =>
  (new URLSearchParams(search).get('meets') ?? '')
    .split('.')
    .filter((part) => /^[1-9]\d{0,14}$/.test(part))
    .map(Number);
