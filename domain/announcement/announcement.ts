/** What the loan system must be told by us. Nothing of the applicant is in it: names of contacts, never values. */
import type { GivenState } from '../contact/contact-state.js';

export const announcementKinds = ['contact-invalid'] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

/** Why a contact is no good: its form, or what a provider said of it. */
export type InvalidState = Exclude<GivenState, 'good'> | 'wrong-number';

/** One of them; numbers rise in the order in which they were committed, so that a reader can go on from the last. */
export interface Announcement {
  readonly announcementId: number;
  readonly kind: AnnouncementKind;
  readonly applicationId: string;
  /** By the version in which the value came: `mobile@1`. */
  readonly contact: string;
  readonly state: InvalidState;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
}
