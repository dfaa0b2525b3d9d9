/** The ways a loan system reports, one for each kind of rung, and how it hears of deliveries. */

/** A delivery as the loan system hears of it: which of an application's notices. */
export type Hears = (applicationId: string, nth: number) => void;

export interface Way {
  /** Reports an application, and with it its first stage. */
  begin(applicationId: string, n: number): Promise<void>;
  /** Reports a further stage: 2 or 3. */
  goOn(applicationId: string, nth: number): Promise<void>;
  close(): Promise<void>;
}

/** How often a loan system looks for what it has to hear; the same on every rung. */
export const lookMs = 100;

export const stageNames = ['preliminary-approval', 'supplementary-documents', 'final-decision'] as const;

export const stageBodies: Readonly<Record<(typeof stageNames)[number], unknown>> = {
  'preliminary-approval': {},
  'supplementary-documents': { documents: ['income-proof'], dueDate: '2030-01-31' },
  'final-decision': { decision: 'declined' },
};

export const applicationBody = (n: number): unknown => ({
  applicant: { name: '欧阳 试' },
  contacts: { mobile: `139${String(n).padStart(8, '0')}` },
  product: 'consumer',
});

/** Calls `look` every so often until it is ended; one look at a time. */
export function looking(look: () => Promise<void>): { end(): Promise<void> } {
  let ended = false;
  const run = async (): Promise<void> => {
    while (!ended) {
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      await look();
    }
  };
  const running = run();
  // It is awaited at the end, and told there.
  running.catch(() => undefined);
  return {
    end: async () => {
      ended = true;
      await running;
    },
  };
}
