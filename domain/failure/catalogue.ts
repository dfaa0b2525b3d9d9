import { alarmFailures } from './alarm-failures.js';
import { approvalFailures } from './approval-failures.js';
import { doorFailures } from './door-failures.js';
import { incidentFailures } from './incident-failures.js';
import { keyFailures } from './key-failures.js';
import { signInFailures } from './sign-in-failures.js';

/**
 * The one catalogue of refusals and faults: what a program can act on (code, status, whether to
 * try again) and what a person reads. Nothing about an applicant stands in any of them.
 * `docs/failures.md` is checked against it both ways.
 */
interface CatalogueEntry {
  /** The HTTP status the door answers with. */
  readonly httpStatus: number;
  /** Whether the same call may succeed later without being changed. */
  readonly retryable: boolean;
  readonly zh: string;
  readonly en: string;
}

export const catalogue = {
  'application-id-shape': {
    httpStatus: 400,
    retryable: false,
    zh: '申请编号格式不符:1 至 64 位字母、数字、点、下划线或连字符,以字母或数字开头',
    en: 'the application id must be 1 to 64 letters, digits, dots, underscores or hyphens, beginning with a letter or digit',
  },
  'application-id-personal': {
    httpStatus: 400,
    retryable: false,
    zh: '申请编号含有手机号或证件号形状的数字,请改用不含个人信息的编号',
    en: 'the application id holds something shaped like a mobile or identity number; use an id without personal data',
  },
  'application-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '此申请尚未报送，请先报送申请',
    en: 'this application was not reported yet; report the application first',
  },
  'application-withdrawn': {
    httpStatus: 409,
    retryable: false,
    zh: '此申请已撤回，不再接受新的节点',
    en: 'this application was withdrawn and takes no further stages',
  },
  'application-differs': {
    httpStatus: 409,
    retryable: false,
    zh: '此申请已报送，内容不同；联系方式变更请另行报送',
    en: 'this application is known with other content; a changed contact is reported as contacts',
  },
  'application-erased': {
    httpStatus: 410,
    retryable: false,
    zh: '此申请的个人信息已被删除，不再受理；记录仍可查询',
    en: 'the data of this application was erased: nothing more is taken or shown of it; its record remains',
  },
  'application-unfinished': {
    httpStatus: 409,
    retryable: false,
    zh: '此申请尚未结束，不能删除个人信息；须先了结所列事项',
    en: 'this application is not over, so its data cannot be erased; what is named must end first',
  },
  'stage-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '未知节点:应为 preliminary-approval、supplementary-documents 或 final-decision',
    en: 'unknown stage: expected preliminary-approval, supplementary-documents or final-decision',
  },
  'stage-differs': {
    httpStatus: 409,
    retryable: false,
    zh: '该节点及轮次已报送，内容不同；更正请用下一轮次',
    en: 'this stage and round is known with other content; a correction is reported as a further round',
  },
  'stage-goes-back': {
    httpStatus: 409,
    retryable: false,
    zh: '已有更后的节点，不能退回',
    en: 'a later stage is already known; going back is refused',
  },
  'round-skipped': {
    httpStatus: 409,
    retryable: false,
    zh: '前一轮次尚未报送',
    en: 'the round before this one was not reported',
  },
  'withdrawal-differs': {
    httpStatus: 409,
    retryable: false,
    zh: '撤回已报送，内容不同',
    en: 'the withdrawal is known with other content',
  },
  'body-invalid': {
    httpStatus: 400,
    retryable: false,
    zh: '内容不符合约定',
    en: 'the content does not have the agreed shape',
  },
  ...doorFailures,
  ...approvalFailures,
  ...alarmFailures,
  ...incidentFailures,
  'task-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这个任务',
    en: 'there is no such task',
  },
  'task-finished': {
    httpStatus: 409,
    retryable: false,
    zh: '任务已结束',
    en: 'the task is already finished',
  },
  'task-claimed': {
    httpStatus: 409,
    retryable: false,
    zh: '任务已由同事领取',
    en: 'a colleague has taken this task on',
  },
  'task-outcome': {
    httpStatus: 400,
    retryable: false,
    zh: '该结果不适用于此类任务',
    en: 'this outcome does not fit this kind of task',
  },
  'notice-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '此申请没有这个节点及轮次的通知',
    en: 'this application has no notice of this stage and round',
  },
  'notice-over': {
    httpStatus: 409,
    retryable: false,
    zh: '该通知已被取代或已撤回,不再发送',
    en: 'this notice was superseded or withdrawn and is not sent any more',
  },
  'send-under-way': {
    httpStatus: 409,
    retryable: false,
    zh: '该通知正在发送或等待发送,请等待结果',
    en: 'this notice is being sent, or still to be sent by itself; wait for what becomes of it',
  },
  'staff-reference': {
    httpStatus: 400,
    retryable: false,
    zh: '员工标识应为 2 至 40 位字母、数字、点、下划线或连字符,以字母开头',
    en: 'the staff reference must be 2 to 40 letters, digits, dots, underscores or hyphens, beginning with a letter',
  },
  'route-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '配置中没有此路由或服务商',
    en: 'no such route or provider is configured',
  },
  'override-invalid': {
    httpStatus: 400,
    retryable: false,
    zh: '设置不符：原因应为 1 至 200 字且不含号码，期限应在今后 30 天内，权重应大于 0 且不超过 1000',
    en: 'the override is not as it should be: a reason of 1 to 200 characters without a number of anybody, an end within the next 30 days, a weight above 0 and at most 1000',
  },
  'override-none': {
    httpStatus: 409,
    retryable: false,
    zh: '该路由或服务商目前没有此类设置',
    en: 'nothing of that kind is set for this route or provider',
  },
  'words-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这个模板版本',
    en: 'there is no such version of these words',
  },
  'words-faulty': {
    httpStatus: 400,
    retryable: false,
    zh: '模板不符合规定',
    en: 'these words break the rules for templates',
  },
  'words-step': {
    httpStatus: 409,
    retryable: false,
    zh: '模板当前状态不允许此操作',
    en: 'this step does not follow from the state of these words',
  },
  'words-route': {
    httpStatus: 400,
    retryable: false,
    zh: '该通路不承载此模板的渠道',
    en: 'this route does not carry the channel of these words',
  },
  'words-provider-code': {
    httpStatus: 409,
    retryable: false,
    zh: '供应商模板代码格式不符,或该通路已有其他代码',
    en: "the provider's code has a wrong shape, or the route has another code already",
  },
  'webhook-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '配置中没有此推送端点',
    en: 'no such webhook endpoint is configured',
  },
  'replay-invalid': {
    httpStatus: 400,
    retryable: false,
    zh: '重推须指明编号，或端点与时间段，且一次不超过 1 万条',
    en: 'a replay names ids, or an endpoint and a span of time, of at most ten thousand webhooks at once',
  },
  'reconciliation-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '该日尚未提交决定清单',
    en: 'no list of decisions was given for this day',
  },
  'ledger-unavailable': {
    httpStatus: 503,
    retryable: true,
    zh: '台账暂不可用,请稍后重试;本次没有记录任何内容',
    en: 'the ledger is not reachable at present; nothing was recorded, try again',
  },
  'temporal-unavailable': {
    httpStatus: 503,
    retryable: true,
    zh: 'Temporal 暂不可用,请稍后重试',
    en: 'Temporal is not reachable at present, try again',
  },
  ...signInFailures,
  ...keyFailures,
} as const satisfies Record<string, CatalogueEntry>;

export type FailureCode = keyof typeof catalogue;

/** A refusal of the catalogue, with the fields or expectations it is about. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: FailureCode,
    /** Names of fields and what was expected there; never values. */
    readonly fields: readonly string[] = [],
  ) {
    super(fields.length === 0 ? catalogue[code].en : `${catalogue[code].en}: ${fields.join('; ')}`);
  }
  get httpStatus(): number {
    return catalogue[this.code].httpStatus;
  }
  get retryable(): boolean {
    return catalogue[this.code].retryable;
  }
}
