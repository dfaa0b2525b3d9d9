/** Notices that were found, put together by the applications they belong to. */
import type { FoundNotice } from '../door/shapes.js';

export interface FoundApplication {
  readonly applicationId: string;
  readonly region?: string;
  /** The newest first; never empty. */
  readonly notices: readonly [FoundNotice, ...FoundNotice[]];
}

/** In the order in which each application comes first. */
export function byApplication(notices: readonly FoundNotice[]): readonly FoundApplication[] {
  const found = new Map<string, [FoundNotice, ...FoundNotice[]]>();
  for (const notice of notices) {
    const before = found.get(notice.applicationId);
    if (before === undefined) found.set(notice.applicationId, [notice]);
    else before.push(notice);
  }
  return [...found].map(([applicationId, own]) => {
    const { region } = own[0];
    return { applicationId, notices: own, ...(region === undefined ? {} : { region }) };
  });
}
