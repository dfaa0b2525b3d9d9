import type { Role } from '../../../domain/identity/role.js';

/** The client that a role's token is got with. */
export const tokenClient = (role: Role): string => `bida-${role}`;
