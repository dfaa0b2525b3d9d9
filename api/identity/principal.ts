/** Who calls, and what they may do. */

/** What a caller may be; DESIGN's users. One identity may be several. */
export const roles = ['loan-system', 'staff', 'supervisor', 'engineer', 'auditor'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: unknown): text is Role => (roles as readonly unknown[]).includes(text);

/** A caller whose token was verified. */
export interface Principal {
  /** The account, as it stands on record: a staff reference, never a person's number. */
  readonly account: string;
  readonly roles: ReadonlySet<Role>;
  /** Branch regions it is bound to; every region where the token names none. */
  readonly regions?: readonly string[];
}

/** Verifies a bearer token, or throws a Refusal `unauthenticated`; the token itself is in no error. */
export type Authenticate = (token: string) => Promise<Principal>;

/** Whether an identity may see and change what belongs to a branch region; what has none belongs to all. */
export const mayAccess = ({ regions }: Principal, region: string | null | undefined): boolean =>
  regions === undefined || region === null || region === undefined || regions.includes(region);
