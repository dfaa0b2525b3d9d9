/** What a caller may be; DESIGN's users. One identity may be several. */
export const roles = ['loan-system', 'staff', 'supervisor', 'engineer', 'auditor'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: unknown): text is Role => (roles as readonly unknown[]).includes(text);
