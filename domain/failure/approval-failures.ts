/** Refusals where a second pair of eyes is needed; a part of the catalogue. */
export const approvalFailures = {
  'needs-second-person': {
    httpStatus: 400,
    retryable: false,
    zh: '「无法联系」须由另一位员工复核，目前没有复核记录',
    en: 'the outcome unreachable counts only once a second, different person has agreed, and none is on record',
  },
  'approval-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这项审批',
    en: 'there is no such approval',
  },
  'approval-open': {
    httpStatus: 409,
    retryable: false,
    zh: '同一事项已有一项待审批的提议',
    en: 'another proposal about the same waits to be decided',
  },
  'approval-own': {
    httpStatus: 403,
    retryable: false,
    zh: '提议人或起草人不能审批或复核自己的事项，须由另一位员工处理',
    en: 'whoever proposed, wrote or did it cannot decide on it: that is for a second, different person',
  },
  'approval-over': {
    httpStatus: 409,
    retryable: false,
    zh: '该审批已处理、已过期或已撤回',
    en: 'the approval was decided already, has expired or was taken back',
  },
  'approval-overtaken': {
    httpStatus: 409,
    retryable: false,
    zh: '提议之后情况已变，该审批作废，请重新提议',
    en: 'what it is about has changed since it was proposed: it is void, propose it anew',
  },
  'correction-rejected': {
    httpStatus: 409,
    retryable: false,
    zh: '主管未同意这项更正后的决定，未予采纳；内容更改后可重新报送',
    en: 'a supervisor did not agree to this corrected decision, so it was not taken; a changed one may be reported',
  },
  'correction-expired': {
    httpStatus: 409,
    retryable: false,
    zh: '这项更正后的决定逾期无人审批，未予采纳，请重新报送',
    en: 'nobody decided on this corrected decision in time, so it was not taken; report it again',
  },
} as const;
