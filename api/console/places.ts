/** Where the console's pages are; what lies below one is the pages' own matter. */
export const consolePlaces = [
  '/',
  '/applications',
  '/tasks',
  '/live',
  '/alarms',
  '/incidents',
  '/routes',
  '/engineering',
  '/approvals',
  '/templates',
  '/signed-in',
  '/sign-in-failed',
] as const;
