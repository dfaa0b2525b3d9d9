/** An inquiry: somebody asked about an application, and staff told them what was known. */

/** How they asked. */
export const inquiryChannels = ['phone', 'branch', 'other'] as const;
export type InquiryChannel = (typeof inquiryChannels)[number];
