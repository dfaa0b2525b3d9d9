/**
 * Checks an application's mobile number in force with the configured providers, as far as the applicant consented
 * and an answer is not at hand, and puts what they say on record. A checker in trouble blocks nothing: the number
 * stays as it was, unchecked.
 */
import type { GivenState } from '../../domain/contact/contact-state.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { lackOf, namedPerson, unasked } from '../../domain/verification/lack.js';
import type { Lack } from '../../domain/verification/lack.js';
import { isDue } from '../../domain/verification/verification.js';
import type { Verification } from '../../domain/verification/verification.js';
import type { Queryable } from '../../ledger/ledger.js';
import { newestVerifications } from '../../ledger/verification/find.js';
import { openWithContacts } from '../application/open.js';
import type { OpenedContact } from '../application/open.js';
import type { World } from '../world.js';
import { askChecker } from './ask-checker.js';
import type { Patience } from './ask-checker.js';
import type { Checker, CheckSubject } from './checker.js';
import { recordChecks, recordChecksIn } from './record-checks.js';

export interface VerifyOrder {
  readonly applicationId: ApplicationId;
  /** Only where this is the contact in force (`mobile@2`). */
  readonly contact?: string;
  /** An answer younger than this is taken as it stands; the configured age unless told. */
  readonly maxAgeMs?: number;
}

/** How the number stands after it; undefined where there is none to check. */
export interface VerifiedMobile {
  readonly version: number;
  readonly contact: string;
  readonly state: GivenState;
}

export async function verifyMobile(
  world: World,
  { applicationId, contact, maxAgeMs = world.configuration.checks.maxAgeMs }: VerifyOrder,
  patience: Patience,
): Promise<VerifiedMobile | undefined> {
  const { ledger, clock, checkers = [] } = world;
  const opened = await openMobile(world, ledger, applicationId);
  if (opened === undefined) return undefined;
  const { version, mobile, subject, lackOf } = opened;
  if (contact !== undefined && contact !== mobile.contact) return undefined;
  const newest = await newestVerifications(ledger, applicationId, mobile.index);
  const asked = await Promise.all(
    checkers.map(async (checker): Promise<Verification[]> => {
      const last = newest.get(checker.kind);
      const lack = lackOf(checker);
      if (lack !== undefined) return last?.because === lack ? [] : [unasked(checker.kind, lack, clock.now())];
      if (!isDue(last, clock.now(), maxAgeMs)) return [];
      const said = await askChecker(checker, subject, patience, world.stopping);
      return [{ kind: checker.kind, provider: checker.provider, ...said, checkedAt: clock.now() }];
    }),
  );
  const answers = asked.flat();
  const known = { version, contact: mobile.contact, state: mobile.state };
  if (answers.length === 0) return known;
  const value = { applicationId, version, name: 'mobile', index: mobile.index };
  return { ...known, state: await recordChecks(world, value, mobile.contact, answers) };
}

/**
 * Whether anybody is to be asked about the number in force. Where nobody is, that is put on record here, with the reason,
 * in the transaction given, unless the report of the application took it along: no activity has to be begun for it.
 */
export async function isToBeAsked(
  world: World,
  tx: Queryable,
  applicationId: ApplicationId,
): Promise<boolean> {
  const { checkers = [], clock } = world;
  if (checkers.length === 0) return false;
  const opened = await openMobile(world, tx, applicationId);
  if (opened === undefined) return false;
  const { version, mobile, lackOf } = opened;
  const lacks = checkers.map((checker) => ({ checker, lack: lackOf(checker) }));
  if (lacks.some(({ lack }) => lack === undefined)) return true;
  const newest = await newestVerifications(tx, applicationId, mobile.index);
  const at = clock.now();
  const answers = lacks.flatMap(({ checker, lack }) =>
    lack === undefined || newest.get(checker.kind)?.because === lack ? [] : [unasked(checker.kind, lack, at)],
  );
  const value = { applicationId, version, name: 'mobile', index: mobile.index };
  if (answers.length > 0) await recordChecksIn(tx, value, mobile.contact, answers, at);
  return false;
}

interface OpenedMobile {
  readonly version: number;
  readonly mobile: OpenedContact;
  readonly subject: CheckSubject;
  /** Why nobody is asked by a checker; undefined where one is to be asked. */
  readonly lackOf: (checker: Checker) => Lack | undefined;
}

/** The mobile number in force; undefined where there is none that could be checked. */
async function openMobile(
  world: World,
  tx: Queryable,
  applicationId: ApplicationId,
): Promise<OpenedMobile | undefined> {
  const { body, version, contacts, consent } = await openWithContacts(world, tx, applicationId);
  const mobile = contacts.find((one) => one.contact.startsWith('mobile@'));
  if (mobile === undefined || mobile.state === 'bad-format') return undefined;
  const person = namedPerson(body, world.clock.now());
  return {
    version,
    mobile,
    subject: { mobile: mobile.value, ...(person && { person }) },
    lackOf: ({ kind }) => lackOf(kind, consent, person),
  };
}
