/** The shapes of the API by the names the pages use; all of them from its published description. */
import type { components, paths } from './api-types.js';

type Schemas = components['schemas'];

export type Application = Schemas['Application'];
export type Notice = Application['notices'][number];
export type TimelineEntry = Schemas['TimelineEntry'];
export type TimelinePart = Schemas['Timeline'];
export type PlannedStep = Schemas['Planned'];
export type Attempt = Schemas['Attempt'];
export type Carrier = NonNullable<Schemas['RouteTrouble']['carrier']>;
export type Receipt = Schemas['Receipt'];
export type Task = Schemas['Task'];
export type ShownTask = Schemas['ShownTask'];
export type TaskOutcome = NonNullable<Task['outcome']>;
export type Call = Schemas['Call'];
/** A contact that is given takes the place of the one in force. */
export type ContactCorrection = Readonly<Partial<Record<'mobile' | 'email' | 'landline', string>>>;
export type InquiryRecorded = Schemas['InquiryRecorded'];
export type Explanation = Schemas['Explanation'];
export type FoundApplication = Schemas['FoundApplication'];
export type Approval = Schemas['Approval'];
export type WholeApproval = Schemas['WholeApproval'];
export type ApprovalStep = WholeApproval['steps'][number]['step'];
export type RevealedApproval = Schemas['RevealedApproval'];
export type Problem = Schemas['Problem'];
export type RevealedContacts = Schemas['RevealedContacts'];
export type StreamedEvent = Schemas['Event'];
export type Who = paths['/v1/session']['get']['responses'][200]['content']['application/json'];

export type Role = Who['roles'][number];
export type Stage = Notice['stage'];
export type NoticeState = Notice['state'];
export type Wait = NonNullable<Notice['waitingFor']>['kind'];
export type NextStep = Explanation['nextStep'];
export type Decision = NonNullable<Schemas['Template']['decision']>;
export type Template = Schemas['Template'];
export type TemplateSlot = Schemas['TemplateSlot'];
export type WholeTemplate = Schemas['WholeTemplate'];
export type WrittenTemplate = Schemas['WrittenTemplate'];
export type TemplatePreview = Schemas['TemplatePreview'];
export type TemplateStep = WholeTemplate['history'][number]['step'];
export type Placeholder = Schemas['Placeholder'];
export type FailureClass = NonNullable<Attempt['failure']>;
export type ContactState = Application['contacts'][string];
export type ConsentFact = Application['consent'][number];
export type LivePicture = Schemas['LivePicture'];
export type RouteInPicture = LivePicture['routes'][number];
export type Alarm = Schemas['Alarm'];
export type Incident = Schemas['Incident'];
export type WholeIncident = Schemas['WholeIncident'];
export type IncidentStep = WholeIncident['steps'][number];
export type ProviderMark =
  paths['/v1/incidents/{incidentId}/provider']['post']['requestBody']['content']['application/json']['mark'];
export type AffectedNotice = Schemas['AffectedNotice'];
export type AffectedState = Schemas['AffectedState'];
export type Compensation = Schemas['Compensation'];
export type CompensationState = Schemas['CompensationState'];
export type RouteInForce = Schemas['Route'];
export type OverrideSet = Schemas['OverrideSet'];
export type Engineering = Schemas['Engineering'];
export type WebhookEndpoint = Schemas['WebhookEndpoint'];
export type UndeliveredWebhook = Schemas['UndeliveredWebhook'];
