/** Where the console's pages are; what lies below one is the pages' own matter. */
export const consolePlaces = ['/', '/applications', '/signed-in'] as const;
