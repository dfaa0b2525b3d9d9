/** What of the catalogue is about incidents and compensation. */
export const incidentFailures = {
  'incident-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这个事故',
    en: 'there is no such incident',
  },
  'incident-known': {
    httpStatus: 409,
    retryable: false,
    zh: '另一个尚未结束的事故已包括这些消息',
    en: 'an open incident is about all of these messages already',
  },
  'incident-closed': {
    httpStatus: 409,
    retryable: false,
    zh: '事故已结束，不能再更改',
    en: 'the incident is closed: nothing of it is changed any more',
  },
  'incident-alarm': {
    httpStatus: 409,
    retryable: false,
    zh: '该告警不涉及任何通路，请写明服务商和地区',
    en: 'this alarm is about no route; name the provider and the place instead',
  },
  'incident-range': {
    httpStatus: 400,
    retryable: false,
    zh: '时间或范围不符：起点应在过去 90 天内且只能提前，终点应在起点之后且不晚于现在，运营商须与省份一起写明',
    en: 'the range is not as it should be: a beginning within the last 90 days that may only be moved back, an end after it that has come, a carrier only beside a province',
  },
  'incident-goes-on': {
    httpStatus: 409,
    retryable: false,
    zh: '事故还没有终点，请先写明截至何时的消息受影响',
    en: 'the incident has no end yet: say until when messages were lost',
  },
  'incident-unaccounted': {
    httpStatus: 409,
    retryable: false,
    zh: '名单上仍有申请人没有交代，或仍有消息无法判断，事故不能结束',
    en: 'somebody on the list is not accounted for, or messages cannot be judged yet: the incident cannot be closed',
  },
  'compensation-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这项补偿',
    en: 'there is no such compensation',
  },
  'compensation-no-rule': {
    httpStatus: 409,
    retryable: false,
    zh: '配置中没有补偿规则',
    en: 'no rule for compensation is configured',
  },
  'compensation-none': {
    httpStatus: 409,
    retryable: false,
    zh: '按规则没有需要补偿的申请人，或均已在名单上',
    en: 'the rule names nobody who is not on the list already',
  },
  'compensation-unapproved': {
    httpStatus: 409,
    retryable: false,
    zh: '这项补偿尚未获得同意，不能答复',
    en: 'nobody has agreed to this compensation yet, so it cannot be answered',
  },
  'compensation-differs': {
    httpStatus: 409,
    retryable: false,
    zh: '这项补偿已有不同的答复',
    en: 'this compensation was answered otherwise before',
  },
} as const;
