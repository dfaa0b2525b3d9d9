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
  {
    path: '/tasks',
    name: ({ task }) => task.title,
    roles: ['staff', 'supervisor'],
    holds: (path) => path.startsWith('/tasks'),
  },
  {
    path: '/live',
    name: ({ live }) => live.place,
    roles: ['supervisor', 'engineer', 'auditor'],
    holds: (path) => path === '/live',
  },
  {
    path: '/alarms',
    name: ({ alarms }) => alarms.title,
    roles: ['supervisor', 'engineer', 'auditor'],
    holds: (path) => path === '/alarms',
  },
  {
    path: '/incidents',
    name: ({ incidents }) => incidents.title,
    roles: ['staff', 'supervisor', 'engineer', 'auditor'],
    holds: (path) => path.startsWith('/incidents'),
  },
  {
    path: '/routes',
    name: ({ routes }) => routes.place,
    roles: ['supervisor'],
    holds: (path) => path === '/routes',
  },
  {
    path: '/approvals',
    name: ({ approvals }) => approvals.title,
    roles: ['staff', 'supervisor', 'auditor'],
    holds: (path) => path.startsWith('/approvals'),
  },
  {
    path: '/templates',
    name: ({ templates }) => templates.title,
    roles: ['staff', 'supervisor', 'engineer', 'auditor'],
    holds: (path) => path.startsWith('/templates'),
  },
  {
    path: '/engineering',
    name: ({ engineering }) => engineering.place,
    roles: ['engineer', 'auditor'],
    holds: (path) => path === '/engineering',
  },
];

export const placesOf = (who: Who): readonly Place[] => places.filter(({ roles }) => hasRole(who, ...roles));

/** Whether somebody's roles have a page; it asks for nothing otherwise. */
export const mayOpen = (who: Who, path: string): boolean => placesOf(who).some(({ holds }) => holds(path));

export const approvalPlace = (approvalId: string): string => `/approvals/${approvalId}`;

export const incidentPlace = (incidentId: number): string => `/incidents/${incidentId}`;

/** A version by its name: `final-decision.approved.sms.zh-CN.person@1`. */
export const templatePlace = (template: string): string => `/templates/${encodeURI(template)}`;
/** Where the next version is written; begins with a version, or with nothing where a slot is named. */
export const writePlace = (name: string): string => `${templatePlace(name)}/write`;
export const applicationPlace = (applicationId: string): string =>
  `/applications/${encodeURIComponent(applicationId)}`;

export const taskPlace = (taskId: string): string => `/tasks/${encodeURIComponent(taskId)}`;
