/** Where sealed bytes belong: bound into the seal, so that none can be moved to another row. */
export const applicationPlace = (applicationId: string): string => `application/${applicationId}`;
export const contactsPlace = (applicationId: string, version: number): string =>
  `contact_version/${applicationId}/${version}`;
export const revealPlace = (revealId: string): string => `contact_reveal/${revealId}`;
export const replyPlace = (replyId: string): string => `reply/${replyId}`;
export const reportPlace = (reportId: string): string => `report/${reportId}`;
export const approvalPlace = (approvalId: string): string => `approval/${approvalId}`;
export const approvalStepPlace = (approvalId: string, step: string, at: number): string =>
  `approval_step/${approvalId}/${step}/${at}`;
