/** The key stages (关键节点) of a loan application, in their order. */
export const stages = ['preliminary-approval', 'supplementary-documents', 'final-decision'] as const;
export type Stage = (typeof stages)[number];

export const isStage = (text: unknown): text is Stage => (stages as readonly unknown[]).includes(text);

/** Position in the order; a later stage has a greater one. */
export const stageOrder = (stage: Stage): number => stages.indexOf(stage);

/**
 * Which stages' unfinished notices a new stage makes senseless: a final decision supersedes
 * both others, a request for documents supersedes nothing.
 */
export const supersededBy: Readonly<Record<Stage, readonly Stage[]>> = {
  'preliminary-approval': [],
  'supplementary-documents': [],
  'final-decision': ['preliminary-approval', 'supplementary-documents'],
};
