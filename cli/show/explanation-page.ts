/** An explanation as a page of text, to be read aloud. */
import type { ApplicationExplanation } from '../../domain/explanation/explain.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';

const headings = {
  application: { en: 'Application', zh: '申请' },
  cause: { en: 'Cause', zh: '原因' },
  evidence: { en: 'On record', zh: '依据' },
  nextStep: { en: 'Next step', zh: '下一步' },
  tellApplicant: { en: 'Tell the applicant', zh: '可以告诉申请人' },
  notices: { en: 'Each message', zh: '各条通知' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/**
 * The page; where no stage was asked for, a line on each message: of several, or of one that does
 * not speak for the application.
 */
export function explanationPage(
  applicationId: string,
  { explanation, notices }: ApplicationExplanation,
  lang: Language,
  timeZone: string,
): string {
  const { cause, evidence, nextStep, tellApplicant } = explanation[lang];
  const speaksForAll = notices.length === 1 && notices[0]?.explanation.cause === explanation.cause;
  const part = (heading: keyof typeof headings, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : ['', colours.bold(headings[heading][lang]), ...lines.map((line) => `  ${line}`)];
  return [
    `${colours.bold(`${headings.application[lang]} ${applicationId}`)}  ${colours.dim(timeZone)}`,
    ...part('cause', [cause]),
    ...part('evidence', evidence),
    ...part('nextStep', [nextStep]),
    ...part('tellApplicant', [tellApplicant]),
    ...part('notices', speaksForAll ? [] : notices.map((one) => one.explanation[lang].cause)),
  ].join('\n');
}
