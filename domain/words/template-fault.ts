/** One thing that is wrong with words, at the part where it is. */

export interface TemplateFault {
  readonly part: 'subject' | 'title' | 'body';
  /** What was expected there, in Chinese. */
  readonly zh: string;
  readonly en: string;
}

/** As refusals and the command line tell it: `body: expected words`. */
export const faultLine = ({ part, en }: TemplateFault): string => `${part}: ${en}`;
