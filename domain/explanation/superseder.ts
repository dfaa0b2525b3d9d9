import { supersedes } from '../report/judge.js';
import type { ApplicationFacts, NoticeFacts } from './facts.js';

/** The notice that made this one senseless: the first reported after it that may. */
export const supersederOf = ({ notices }: ApplicationFacts, older: NoticeFacts): NoticeFacts | undefined =>
  notices
    .filter((other) => other.owedAt >= older.owedAt && supersedes(other, older))
    .sort((one, other) => one.owedAt - other.owedAt)[0];
