/** What the pages ask about the words for applicants; each event of such words makes all of it stale. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { questions } from './questions.js';

/** Every version of every slot, without its text. */
export const templatesQuestion = queryOptions({
  queryKey: ['templates', 'list'],
  queryFn: () => answerOf(api.GET('/v1/templates', {})),
});

/** One version whole: its words, how they look, and who did what. */
export const templateQuestion = (template: string) =>
  queryOptions({
    queryKey: ['templates', 'one', template],
    queryFn: () => answerOf(api.GET('/v1/templates/{template}', { params: { path: { template } } })),
  });

/** Something was done with them here: asked anew before anything else is shown, and so are approvals of them. */
export const templatesChanged = async (): Promise<void> => {
  await Promise.all(
    ['templates', 'approvals'].map((first) => questions.invalidateQueries({ queryKey: [first] })),
  );
};
