import { onDay } from '../explanation/words/english-vocabulary.js';
import type { Said, ScriptWords } from './said.js';

/** The script in English. */
export const english: ScriptWords = (said) => ({
  greet: said.isCompany
    ? `Good day, this is the bank’s loan service. Am I speaking with ${said.person} of ${said.name}?`
    : `Good day, this is the bank’s loan service. Am I speaking with ${said.person}?`,
  verify: [verification(said)],
  anotherPerson: `I am sorry to have troubled you. Please ask ${said.person} to call ${said.callBackNumber} and give the reference ${said.reference}. Thank you, goodbye.`,
  tell: told(said),
  close: `If you have a question later, please call ${said.callBackNumber} and give the reference ${said.reference}. Thank you, goodbye.`,
});

const verification = ({ isCompany, idEnding, product, appliedOn }: Said) =>
  idEnding === undefined
    ? {
        say: 'So that I know it is you: which kind of loan did you apply for, and about which day?',
        expect: `${product}, ${onDay(appliedOn)}`,
      }
    : {
        say: `So that I know it is you: what are the last four characters of ${isCompany ? 'the company’s unified social credit code' : 'your identity number'}?`,
        expect: idEnding,
      };

function told({ kind, notice }: Said): string[] {
  if (kind === 'complaint')
    return [
      'You wrote to us by text message that something is wrong. Please tell me what it is, so that I can see to it.',
      '(Read it back, and have it confirmed.) We will tell you what came of it.',
    ];
  if (kind === 'tell-compensation')
    return [
      'Our message did not reach you in time. We are sorry for that.',
      'To make up for it the bank grants you additional credit for your loan. You find what exactly in the bank’s app, or your account manager will explain it to you.',
    ];
  if (kind === 'correct-contact')
    return [
      'Messages do not arrive at the contact you gave us. We would like to correct it, so that you miss nothing about your application.',
      'At which mobile number or e-mail address may we reach you from now on? (Read it back, and have it confirmed.)',
    ];
  if (notice === undefined) return [];
  const { body, fields } = notice;
  const amount = fields.amount === undefined ? [] : [`The amount is ${fields.amount}.`];
  if ('documents' in body)
    return [
      'Your loan application still needs these documents:',
      ...(fields.documents ?? []).map((document, at) => `${at + 1}. ${document}`),
      `Please hand them in by ${fields.dueDate ?? ''}.`,
    ];
  if (!('decision' in body))
    return [
      'Your loan application has passed the preliminary approval.',
      ...amount,
      ...(fields.validUntil === undefined ? [] : [`This holds until ${fields.validUntil}.`]),
      'The final decision is still to come; we will tell you separately.',
    ];
  const decided = {
    approved: 'Your loan application has been approved.',
    conditional: 'Your loan application has been approved with conditions.',
    declined: 'I am sorry to say that your loan application was not approved.',
  }[body.decision];
  return [decided, ...amount, ...(fields.guidance === undefined ? [] : [fields.guidance])];
}
