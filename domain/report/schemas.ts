/**
 * What the loan system reports: the single source of the shapes, of their types and of the words
 * in which a wrong one is refused. Unknown fields are refused, so that a misspelt one is noticed.
 */
import { z } from 'zod';
import { legalBases, purposes as consentPurposes } from '../contact/consent.js';
import { holdsPersonalNumber } from '../ids/ids.js';
import { decisions } from '../reconciliation/reconciliation.js';

const text = (most: number) => z.string().trim().min(1).max(most);
const localDate = z.iso.date();
const instant = z.iso.datetime({ offset: true });

/** What the loan is reckoned under. It stands in clear, so that figures can be had by it: nobody's number may. */
const heading = text(100).refine((said) => !holdsPersonalNumber(said), {
  message: 'Invalid input: expected no mobile or identity number',
});

/**
 * `type` is a person unless a company is said, which needs a `contactPerson`: somebody must be told.
 * `idNumber` is a person's resident identity number or a company's unified social credit code; it is
 * checked afterwards, and a fault in it is told but not refused.
 */
export const applicantSchema = z
  .strictObject({
    name: text(200),
    type: z.enum(['person', 'company']).optional(),
    contactPerson: text(200).optional(),
    idNumber: text(40).optional(),
    locale: z.enum(['zh-CN', 'en']).optional(),
  })
  .refine(({ type, contactPerson }) => type !== 'company' || contactPerson !== undefined, {
    path: ['contactPerson'],
    message: 'Invalid input: expected the name of a contact person, since the applicant is a company',
  });

/**
 * By which channels the applicant agreed to be told. Left out, the bank keeps consent itself and every
 * channel is allowed; given, only a channel named with `true` is: one named `false`, or not named, is
 * not allowed, and the plan says so. `verification`: providers may be asked whether the number is in service and
 * the applicant's own (`number-status` and `real-name`, each of which may be named by itself); nobody is asked without
 * it, and alone it says nothing of channels. Instead of `true` or `false` a term says on which legal basis (PIPL
 * Art. 13), consent unless told, and when it was given or taken back.
 */
const consentSchema = z.partialRecord(
  z.enum(consentPurposes),
  z.union(
    [
      z.boolean(),
      z.strictObject({
        allowed: z.boolean(),
        basis: z.enum(legalBases).optional(),
        at: instant.optional(),
      }),
    ],
    { error: 'Invalid input: expected boolean, or allowed with basis and at' },
  ),
);

/** Contact values as the loan system has them; whether they are good is checked afterwards. */
export const contactsSchema = z.strictObject({
  mobile: text(40).optional(),
  email: text(254).optional(),
  pushTokens: z.array(text(4096)).max(10).optional(),
  landline: text(40).optional(),
});

/** A report of changed contacts; consent that is left out stays as it was. */
export const contactsReportSchema = contactsSchema.extend({ consent: consentSchema.optional() });

/**
 * What staff correct: a contact given takes the place of the one in force, `null` takes it away, and
 * what is left out stays.
 */
export const contactsCorrectionSchema = z.strictObject({
  mobile: contactsSchema.shape.mobile.nullable(),
  email: contactsSchema.shape.email.nullable(),
  pushTokens: contactsSchema.shape.pushTokens.nullable(),
  landline: contactsSchema.shape.landline.nullable(),
  consent: consentSchema.optional(),
});

/** Staff have a notice sent once more; the reason is free text and stays sealed. */
export const reasonBodySchema = z.strictObject({ reason: text(500) });

export const applicationBodySchema = z.strictObject({
  applicant: applicantSchema,
  contacts: contactsSchema,
  consent: consentSchema.optional(),
  product: heading,
  amount: z.number().positive().max(1e12).optional(),
  /** Of the bank's branch, not of the applicant. */
  region: heading.optional(),
});

const reported = {
  /** When the bank decided; our lag and the bank's own are told apart by it. */
  decidedAt: instant.optional(),
  /** Skips the window, not the quiet hours. */
  urgent: z.strictObject({ reason: text(200) }).optional(),
};

export const stageBodySchemas = {
  'preliminary-approval': z.strictObject({
    ...reported,
    amount: z.number().positive().max(1e12).optional(),
    validUntil: localDate.optional(),
  }),
  'supplementary-documents': z.strictObject({
    ...reported,
    documents: z.array(text(200)).min(1).max(30),
    dueDate: localDate,
  }),
  'final-decision': z.strictObject({
    ...reported,
    decision: z.enum(decisions),
    guidance: text(2000).optional(),
    amount: z.number().positive().max(1e12).optional(),
  }),
} as const;

export const withdrawalBodySchema = z.strictObject({ reason: text(200).optional() });

export type ApplicationBody = z.infer<typeof applicationBodySchema>;
export type Contacts = z.infer<typeof contactsSchema>;
export type ContactsReport = z.infer<typeof contactsReportSchema>;
export type StageBody =
  | z.infer<(typeof stageBodySchemas)['preliminary-approval']>
  | z.infer<(typeof stageBodySchemas)['supplementary-documents']>
  | z.infer<(typeof stageBodySchemas)['final-decision']>;

/**
 * The faults of a body, one line a field, naming path and expectation but never a value. What is
 * of the wrong type is not also said to be of the wrong size.
 */
export function faultsOf(error: z.ZodError): string[] {
  const faults = new Map<string, string>();
  for (const issue of error.issues) {
    const path = issue.path.length === 0 ? '(body)' : issue.path.map(String).join('.');
    const said =
      issue.code === 'unrecognized_keys'
        ? `has ${String(issue.keys.length)} field(s) that are not known here`
        : issue.message;
    if (!faults.has(path)) faults.set(path, `${path}: ${said}`);
  }
  return [...faults.values()];
}

/** The local date after which a stage's notice is useless, where it names one. */
export function usefulUntilOf(body: StageBody): string | undefined {
  if ('dueDate' in body) return body.dueDate;
  if ('validUntil' in body) return body.validUntil;
  return undefined;
}
