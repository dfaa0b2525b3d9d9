/**
 * What payloads of ours look like, for deflate to refer to: the rare first, the usual last, where references are
 * shortest. Every payload compressed with it needs this very text to be read again: **it must never change**. A better
 * one is another dictionary, with a form of its own in `compression.ts`.
 */
export const dictionary = Buffer.from(
  [
    '"everything is settled but a late receipt"',
    '{"answer":"plan-outdated","wrong":"wrong-number"}{"kind":"withdrawal"}',
    '{"wrong":{"version":1,"because":"not-this-person","reason":"not-in-service"}}',
    '"record a task as nearly due or overdue""close a task nobody needs any more""ask providers about the contact"',
    '"judge window, contact and routes""record what staff did""read what became of an attempt""finish the notice"',
    '"raise an alarm""record a signal that made no sense""no receipt by its deadline""superseded""withdrawn"',
    '"contact: with staff, reminder before it is due""hand over to staff"',
    '{"staffRef":"","taskId":"","outcome":"told-by-phone"}{"result":"completed"}',
    '{"taskId":"","remindAt":17,"dueAt":17}"outcome unknown, the provider is asked"',
    '{"applicationId":"","limits":{},"state":{"applicationId":"","knownReports":[""],"notices":[{"stage":"","round":1,',
    '"state":"with-staff","attempts":[{"waitingFor":{"kind":"staff","until":17},"task":{"taskId":"","reminded":false,',
    '"overdue":false}}],"withdrawn":false,"contactsGood":true,"newsAt":17,"silence',
    '{"attemptId":"","receiptId":""}"outcome":"rejected","failure":"provider-down""outcome":"unknown",',
    '"settlement":"no-receipt""purpose":"failover""purpose":"retry""purpose":"copy""neverReceived":true',
    '"leftOut":[{"route":"email/smtp","because":"no-contact"}],"priority":2,"checkTimeoutMs":2000,',
    '"planned":{"next":"hold","waitingFor":{"kind":"window","until":17},"because":"window"}}: held (window) until ',
    '{"kind":"contacts","version":2,"contactsGood":true,"verify":true}: delivery receipt awaited until ',
    '"activity_type":"planNotice""activity_type":"finishNotice""activity_type":"openTask"binary/null',
    '"an alarm is raised if the loan system has no news by then"{"kind":"application","contactsGood":true}',
    '"One notice is owed for each stage and round. What happened, what is awaited and who must act stands below under ',
    'current details.""Loan application : every key decision reaches the applicant once"',
    '","limits":{"silenceMs":15552000000}}',
    '"preliminary-approval: push by jpush""supplementary-documents: SMS by tencent""final-decision: SMS by aliyun"',
    '{"answer":"attempted","fact":{"attemptId":"","route":"sms/aliyun","contact":"mobile@1","purpose":"first",',
    '"outcome":"accepted","at":179,"settlement":"delivered","receiptDeadline":179,"receiptHorizon":179,',
    '"noticeFinished":true}}',
    '{"notice":{"applicationId":"","stage":"preliminary-approval","round":1},"attemptId":"","route":{"route":"',
    '{"kind":"stage","stage":"supplementary-documents","round":1,"planned":{"next":"send","plan":{"calendarVersion":"',
    '{"kind":"stage","stage":"final-decision","round":1,"planned":{"next":"send","plan":{"configuration":"',
    '","calendarVersion":"2026+","contactVersion":1,"routes":[{"route":"sms/aliyun","contact":"mobile@1","priority":2,',
    '"callTimeoutMs":3000,"lingerMs":20000,"receiptDeadlineMs":180000,"receiptHorizonMs":259200000,',
    '"settlingDelayMs":5000},"purpose":"first","plan":{"configuration":"","calendarVersion":"mon-fri+f687de2f",',
    '"contactVersion":1,"routes":[{"route":"sms/aliyun","contact":"mobile@1","callTimeoutMs":3000,"lingerMs":20000,',
    '"receiptDeadlineMs":180000,"receiptHorizonMs":259200000,"settlingDelayMs":5000}],"leftOut":[],',
    '"copyOnSilence":true,"plannedAt":179',
    '"take up a report from the ledger"{"applicationId":"{"reportId":"',
    // How a payload in JSON begins.
    '\n\x16\n\bencoding\x12\njson/plain\x12',
  ].join(''),
  'latin1',
);
