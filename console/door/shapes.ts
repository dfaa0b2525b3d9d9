/** The shapes of the API by the names the pages use; all of them from its published description. */
import type { components, paths } from './api-types.js';

type Schemas = components['schemas'];

export type Application = Schemas['Application'];
export type Notice = Application['notices'][number];
export type TimelineEntry = Schemas['TimelineEntry'];
export type PlannedStep = Schemas['Planned'];
export type Attempt = Schemas['Attempt'];
export type Receipt = Schemas['Receipt'];
export type Task = Schemas['Task'];
export type Explanation = Schemas['Explanation'];
export type FoundApplication = Schemas['FoundApplication'];
export type Problem = Schemas['Problem'];
export type RevealedContacts = Schemas['RevealedContacts'];
export type StreamedEvent = Schemas['Event'];
export type Who = paths['/v1/session']['get']['responses'][200]['content']['application/json'];

export type Role = Who['roles'][number];
export type Stage = Notice['stage'];
export type NoticeState = Notice['state'];
export type Wait = NonNullable<Notice['waitingFor']>['kind'];
export type NextStep = Explanation['nextStep'];
export type FailureClass = NonNullable<Attempt['failure']>;
export type ContactState = Application['contacts'][string];
export type ConsentFact = Application['consent'][number];
