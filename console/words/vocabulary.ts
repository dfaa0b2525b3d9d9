/** Which words there must be: one for each that the API’s description knows, so that a new one does not compile. */
import type {
  Application,
  Attempt,
  Carrier,
  ConsentFact,
  ContactState,
  FailureClass,
  NextStep,
  NoticeState,
  Role,
  Stage,
  Task,
  Wait,
} from '../door/shapes.js';

type Said<Word extends string> = Readonly<Record<Word, string>>;

export interface Vocabulary {
  readonly stages: Said<Stage>;
  readonly states: Said<NoticeState>;
  readonly waits: Said<Wait>;
  readonly nextSteps: Said<NextStep>;
  readonly failures: Said<FailureClass>;
  readonly outcomes: Said<Attempt['outcome']>;
  readonly settlements: Said<NonNullable<Attempt['settlement']>>;
  readonly purposes: Said<Attempt['purpose']>;
  readonly channels: Said<'sms' | 'push' | 'email' | 'voice'>;
  readonly carriers: Said<Carrier>;
  readonly contacts: Said<'mobile' | 'email' | 'landline' | 'push'>;
  readonly contactStates: Said<ContactState>;
  readonly taskKinds: Said<Task['kind']>;
  readonly taskStates: Said<Task['state']>;
  readonly taskOutcomes: Said<NonNullable<Task['outcome']>>;
  /** The description leaves these open; a test holds them against the domain’s own. */
  readonly becauses: Readonly<Record<string, string>>;
  readonly roles: Said<Role>;
  readonly applicantTypes: Said<Application['applicantType']>;
  readonly consents: Said<ConsentFact['purpose']>;
  readonly bases: Said<ConsentFact['basis']>;
}
