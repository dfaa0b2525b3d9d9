/** Everything by HTTP, with a token, as a bank's loan system does it. */
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { nthOf } from './our-way.js';
import { applicationBody, looking, stageBodies, stageNames } from './way.js';
import type { Hears, Way } from './way.js';

interface Page {
  readonly announcements: readonly {
    readonly kind: string;
    readonly applicationId: string;
    readonly stage?: string;
  }[];
  readonly last: number;
}

export function httpWay({ apiUrl, tokens }: StackFile, hears: Hears): Way {
  const authorization = `Bearer ${tokens?.loanSystem ?? ''}`;
  const put = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${apiUrl}/v1/applications/${path}`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`a report was answered with ${answer.status}: ${said}`);
  };
  let after = 0;
  const looks = looking(async () => {
    for (;;) {
      const answer = await fetch(`${apiUrl}/v1/announcements?limit=100&after=${after}`, {
        headers: { authorization },
      });
      if (!answer.ok) throw new Error(`announcements were answered with ${answer.status}`);
      const { announcements, last } = (await answer.json()) as Page;
      after = last;
      for (const { kind, applicationId, stage } of announcements)
        if (kind === 'notice.delivered') hears(applicationId, nthOf(stage));
      if (announcements.length < 100) return;
    }
  });
  const goOn = (applicationId: string, nth: number): Promise<void> => {
    const stage = stageNames[nth - 1] ?? 'final-decision';
    return put(`${applicationId}/stages/${stage}`, stageBodies[stage]);
  };
  return {
    begin: async (applicationId, n) => {
      await put(applicationId, applicationBody(n));
      await goOn(applicationId, 1);
    },
    goOn,
    close: () => looks.end(),
  };
}
