/** What of the catalogue is about alarms. */
export const alarmFailures = {
  'alarm-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这个告警',
    en: 'there is no such alarm',
  },
  'alarm-over': {
    httpStatus: 409,
    retryable: false,
    zh: '告警已解除，无需确认',
    en: 'the alarm is over: there is nothing to acknowledge any more',
  },
  'alarm-acknowledged': {
    httpStatus: 409,
    retryable: false,
    zh: '告警已由同事确认',
    en: 'a colleague has acknowledged this alarm',
  },
} as const;
