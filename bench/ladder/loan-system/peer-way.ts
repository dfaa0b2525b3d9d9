/**
 * Reports to a peer in its own way: DBOS at the program's door, Restate at its server's ingress. What was delivered is
 * asked of the door, as often as of ours.
 */
import { z } from 'zod';
import type { Peer } from '../../peers/peer.js';
import { applicationBody, looking } from './way.js';
import type { Hears, Way } from './way.js';

interface PeerReach {
  readonly peer: Peer;
  /** Of the peer's program. */
  readonly doorUrl: string;
  readonly reportsTo: string;
}

const toldPage = z.object({
  told: z.array(z.object({ applicationId: z.string(), nth: z.number() })),
  next: z.string(),
});

export function peerWay({ peer, doorUrl, reportsTo }: PeerReach, hears: Hears): Way {
  const report = (path: string, body: unknown): Promise<unknown> =>
    untilAnswered(`${reportsTo}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const paths = {
    DBOS: { begin: (id: string) => `applications/${id}`, stage: (id: string) => `applications/${id}/stages` },
    Restate: {
      begin: (id: string) => `LoanApplication/${id}/run/send`,
      stage: (id: string) => `LoanApplication/${id}/reported/send`,
    },
  }[peer];
  let after = '0';
  const looks = looking(async () => {
    const { told, next } = toldPage.parse(await untilAnswered(`${doorUrl}/told?after=${after}`));
    after = next;
    for (const { applicationId, nth } of told) hears(applicationId, nth);
  });
  const goOn = async (applicationId: string, nth: number): Promise<void> => {
    await report(paths.stage(applicationId), { nth });
  };
  return {
    begin: async (applicationId, n) => {
      await report(paths.begin(applicationId), applicationBody(n));
      await goOn(applicationId, 1);
    },
    goOn,
    close: () => looks.end(),
  };
}

const againMs = 100;
/** A program that was killed is back long before. */
const patienceMs = 60_000;

/** A program that is being started again answers nothing for a while; a report is the same however often it comes. */
async function untilAnswered(url: string, request?: RequestInit): Promise<unknown> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const answer = await fetch(url, request).catch((failure: unknown) => {
      if (Date.now() > giveUpAt) throw failure;
      return undefined;
    });
    if (answer !== undefined) {
      const said = await answer.text();
      if (answer.ok) return said === '' ? undefined : JSON.parse(said);
      if (answer.status !== 503 || Date.now() > giveUpAt)
        throw new Error(`a report was answered with ${answer.status}: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}
