/** What the loan system must be told by us. Nothing of the applicant is in it: names of contacts, never values. */
import type { GivenState } from '../contact/contact-state.js';
import type { Stage } from '../stage/stage.js';

/** What became of a notice. `completed`: staff told the applicant; `reopened`: a bounce took its delivery back. */
const noticeKinds = [
  'notice.delivered',
  'notice.with-staff',
  'notice.overdue',
  'notice.reopened',
  'notice.completed',
  'notice.unreachable',
  'notice.superseded',
  'notice.withdrawn',
] as const;
export type NoticeAnnouncementKind = (typeof noticeKinds)[number];

export const announcementKinds = [...noticeKinds, 'contact.invalid', 'compensation.approved'] as const;

/** Why a contact is no good: its form, or what a provider said of it. */
export type InvalidState = Exclude<GivenState, 'good'> | 'wrong-number';

interface Told {
  /**
   * Its number in the queue: a reader goes on behind the last one it has dealt with, and of two about one notice the
   * higher is the later.
   */
  readonly announcementId: number;
  /** Its identity, the same however and how often it is told: whoever was told it before knows it by this. */
  readonly id: string;
  readonly applicationId: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
}
export interface NoticeAnnouncement extends Told {
  readonly kind: NoticeAnnouncementKind;
  readonly stage: Stage;
  readonly round: number;
}
export interface ContactAnnouncement extends Told {
  readonly kind: 'contact.invalid';
  /** By the version in which the value came: `mobile@1`. */
  readonly contact: string;
  readonly state: InvalidState;
}

/** An applicant is to be offered something for having been left untold; the loan system answers whether it is granted. */
export interface CompensationAnnouncement extends Told {
  readonly kind: 'compensation.approved';
  readonly compensationId: string;
  /** What the loan system knows the offer by. */
  readonly offer: string;
}

/** One of them. */
export type Announcement = NoticeAnnouncement | ContactAnnouncement | CompensationAnnouncement;
