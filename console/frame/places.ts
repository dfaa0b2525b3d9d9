/** The pages there are, and whose they are; what a role may not see is neither shown nor asked for. */
import { hasRole } from '../door/session.js';
import type { Role, Who } from '../door/shapes.js';
import type { Words } from '../words/words.js';

export interface Place {
  readonly path: string;
  readonly name: (words: Words) => string;
  readonly roles: readonly Role[];
  /** Whether an address lies on it. */
  readonly holds: (path: string) => boolean;
}

const places: readonly Place[] = [
  {
    path: '/',
    name: ({ frame }) => frame.search,
    roles: ['staff', 'supervisor', 'engineer', 'auditor'],
    holds: (path) => path === '/' || path.startsWith('/applications'),
  },
];

export const placesOf = (who: Who): readonly Place[] => places.filter(({ roles }) => hasRole(who, ...roles));

export const applicationPlace = (applicationId: string): string =>
  `/applications/${encodeURIComponent(applicationId)}`;
