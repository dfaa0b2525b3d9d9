/** What is said of each path in English, word for word. */
import { englishSaidLater } from './said-later-in-english.js';
import type { Explained } from '../../../domain/explanation/explain.js';

export const englishSaid: Readonly<Record<string, Explained>> = {
  'an application nobody reported': {
    cause: 'No application with this number was ever reported to us.',
    nextStep:
      'Check the number with the applicant, then ask the loan system whether it reported the application.',
    tellApplicant:
      'I cannot find an application under this number in our records of messages. Could we check the number together?',
    evidence: [],
  },
  'no stage reported': {
    cause:
      'No decision was reported to us: the application came on Monday 2 November 2026, 10:00, and no stage since.',
    nextStep:
      'Ask the department that decides whether there is a decision; once it is reported, the message goes out by itself.',
    tellApplicant:
      'Our records of messages hold no news about your application so far. I will ask the department that handles it.',
    evidence: ['Monday 2 November 2026, 10:00:00: the application was reported.'],
  },
  'a stage that was passed over': {
    cause:
      'No decision was reported to us for this stage: the request for further documents. A later stage was reported; stages may be skipped.',
    nextStep:
      'Ask the department that decides whether this stage was reached; once it is reported, the message goes out by itself.',
    tellApplicant:
      'Our records of messages hold nothing about this step so far. I will ask the department that handles your application.',
    evidence: [
      'Monday 2 November 2026, 10:00:00: the application was reported.',
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
    ],
  },
  'a report that was refused': {
    cause:
      'The loan system reported the final decision (round 2) on Friday 6 November 2026, 09:00, and we refused the report, because the round before this one was not reported. So no message is owed for it.',
    nextStep: 'Ask the loan system to correct the report and send it again.',
    tellApplicant: 'We are looking into your application on our side. I will find out and call you back.',
    evidence: [
      'Monday 2 November 2026, 10:00:00: the application was reported.',
      'Friday 6 November 2026, 09:00:00: a report of the final decision (round 2) was refused, because the round before this one was not reported.',
    ],
  },
  'a decision on the bank’s own list alone': {
    cause:
      'The bank’s own list says that the final decision was made on Wednesday 4 November 2026, but no decision reached us: the loan system never reported it.',
    nextStep: 'Ask the loan system to report it now; once that is done, the message goes out by itself.',
    tellApplicant: 'We are looking into your application on our side. I will find out and call you back.',
    evidence: [
      'Monday 2 November 2026, 10:00:00: the application was reported.',
      'Thursday 5 November 2026, 01:00:00: the bank’s own list of Wednesday 4 November 2026 named the final decision; no report of it was on record.',
    ],
  },
  'a decision on the bank’s own list, of an application nobody reported': {
    cause:
      'The bank’s own list says that the final decision (round 2) was made on Wednesday 4 November 2026, but no decision reached us: the loan system never reported it, nor the application.',
    nextStep:
      'Ask the loan system to report the application and the decision now; once that is done, the message goes out by itself.',
    tellApplicant: 'We are looking into your application on our side. I will find out and call you back.',
    evidence: [
      'Thursday 5 November 2026, 01:00:00: the bank’s own list of Wednesday 4 November 2026 named the final decision (round 2); no report of it was on record.',
    ],
  },
  'a decision on the bank’s own list that was passed over': {
    cause:
      'The bank’s own list says that the request for further documents was made on Wednesday 4 November 2026, but no decision reached us: the loan system never reported it. A later stage was reported.',
    nextStep:
      'Look at the message about the later stage: after it, this one is not told any more. Ask the loan system why it was passed over.',
    tellApplicant: 'We are looking into your application on our side. I will find out and call you back.',
    evidence: [
      'Monday 2 November 2026, 10:00:00: the application was reported.',
      'Thursday 5 November 2026, 01:00:00: the bank’s own list of Wednesday 4 November 2026 named the request for further documents; no report of it was on record.',
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
    ],
  },
  'a corrected decision that waits for a supervisor': {
    cause:
      'The loan system corrected the final decision on Friday 6 November 2026, 18:36 (round 2). The applicant has heard, or may have heard, what it corrects, so it is told only once a second person agrees, until Saturday 7 November 2026, 18:36 at the latest.',
    nextStep: 'Have a supervisor decide on it; until then, tell the applicant neither decision.',
    tellApplicant: 'We are looking into your application on our side. I will find out and call you back.',
    evidence: [
      'Monday 2 November 2026, 10:00:00: the application was reported.',
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:36:00: the loan system proposed to correct the final decision (round 2); a second person may agree until Saturday 7 November 2026, 18:36.',
    ],
  },
  'a decision reported long after the bank’s own list named it': {
    cause:
      'The message about the final decision has been owed since Friday 6 November 2026, 18:30 and is just being taken up.',
    nextStep: 'Wait a minute and look again.',
    tellApplicant:
      'A message for you is being prepared. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Thursday 5 November 2026, 01:00:00: the bank’s own list of Wednesday 4 November 2026 named the final decision, made on Wednesday 4 November 2026, 15:00; no report of it was on record, and it reached us only 2 days after the decision.',
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
    ],
  },
  'reported, not yet taken up': {
    cause:
      'The message about the final decision has been owed since Friday 6 November 2026, 18:30 and is just being taken up.',
    nextStep: 'Wait a minute and look again.',
    tellApplicant:
      'A message for you is being prepared. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
    ],
  },
  'held until Monday': {
    cause:
      'The message about the final decision is held until Monday 9 November 2026, 09:00, since messages go out in business hours only.',
    nextStep: 'Wait: it goes out by itself at that time.',
    tellApplicant:
      'A message for you goes out on Monday 9 November 2026, 09:00. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:01: held until Monday 9 November 2026, 09:00, since it was outside sending hours.',
    ],
  },
  'held in the quiet hours': {
    cause:
      'The message about the final decision is held until Saturday 7 November 2026, 08:00, since no phone is made to ring in the quiet hours of the night.',
    nextStep: 'Wait: it goes out by itself at that time.',
    tellApplicant:
      'A message for you goes out on Saturday 7 November 2026, 08:00. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision as urgent; when the bank decided was not reported.',
      'Friday 6 November 2026, 22:30:01: held until Saturday 7 November 2026, 08:00, since it was in the quiet hours.',
    ],
  },
  'a year the calendar does not know': {
    cause:
      'The message about the final decision is held, since our calendar has no workdays and holidays for the year yet; it is looked at again on Friday 6 November 2026, 19:30.',
    nextStep: 'Have an engineer add the year to the calendar; an alarm was raised.',
    tellApplicant:
      'A message for you is ready and goes out as soon as our sending hours are known. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:01: held, since the calendar does not know the year; looked at again on Friday 6 November 2026, 19:30.',
    ],
  },
  'being sent': {
    cause: 'The message about the final decision is being sent at this moment by text message (aliyun).',
    nextStep: 'Wait a minute and look again.',
    tellApplicant:
      'A message for you is on its way. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); no answer of the provider is recorded yet.',
    ],
  },
  'awaiting its receipt': {
    cause:
      'The message about the final decision went by text message (aliyun) and was accepted by the provider on Friday 6 November 2026, 18:30; whether it arrived is not known yet. The confirmation is awaited until Friday 6 November 2026, 18:43.',
    nextStep: 'Wait until then: without a confirmation it goes on by itself, by another way or with staff.',
    tellApplicant:
      'A message for you was sent; that it arrived is not confirmed yet. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); the provider accepted it; delivery is not confirmed yet.',
    ],
  },
  'failed over, awaiting its receipt': {
    cause:
      'The message about the final decision went by text message (aliyun-b) and was accepted by the provider on Friday 6 November 2026, 18:30; whether it arrived is not known yet. The confirmation is awaited until Friday 6 November 2026, 18:43. It was first tried by text message (aliyun) and then by text message (aliyun-b), since the provider was out of service for us.',
    nextStep: 'Wait until then: without a confirmation it goes on by itself, by another way or with staff.',
    tellApplicant:
      'A message for you was sent; that it arrived is not confirmed yet. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); it was refused: service suspended for arrears.',
      'Friday 6 November 2026, 18:30:08: tried another way, since the provider was out of service for us; sent by text message (aliyun-b); the provider accepted it; delivery is not confirmed yet.',
    ],
  },
  'an e-mail that was accepted': {
    cause:
      'The message about the final decision was accepted by the recipient’s mail server on Friday 6 November 2026, 18:30; whether it was read is not known. It counts as delivered if it is not sent back (awaited until Saturday 7 November 2026, 18:30).',
    nextStep: 'Wait until then; meanwhile the applicant may look into the folder for unwanted mail.',
    tellApplicant:
      'An e-mail for you was accepted by your mail service. It may lie in the folder for unwanted mail. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by e-mail; the recipient’s mail server accepted it; it was not sent back so far.',
    ],
  },
  'a push nobody acknowledged': {
    cause:
      'The message about the final decision was accepted by the notification service on Friday 6 November 2026, 18:30; the app has not confirmed it yet. The confirmation is awaited until Friday 6 November 2026, 18:43.',
    nextStep: 'Wait until then: without a confirmation it goes on by itself, by another way or with staff.',
    tellApplicant:
      'There is news for you in our app; please open it. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by app notification; the provider accepted it; delivery is not confirmed yet.',
    ],
  },
  'an outcome that is asked for': {
    cause:
      'The message about the final decision was handed over by text message (aliyun), and no answer told whether it was taken. So that it is never sent twice blindly, the provider is asked first (asked once so far); the next answer is awaited until Friday 6 November 2026, 18:43.',
    nextStep: 'Wait until then: it goes on by itself as the answer says.',
    tellApplicant:
      'A message for you may be on its way; we are checking with our provider. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); whether the provider took it is not known; it was asked once.',
    ],
  },
  'a provider’s limit': {
    cause:
      'The message about the final decision waits until Friday 6 November 2026, 18:43 to be sent by text message (aliyun), since the provider takes no more messages for a while.',
    nextStep: 'Wait until then: it is tried again by itself.',
    tellApplicant:
      'A message for you is on its way. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); it was refused: too many requests at once.',
    ],
  },
  'silent past its time': {
    cause:
      'The message about the final decision should have gone on by Friday 6 November 2026, 18:31 and has not: it was waiting for the provider’s answer. Why it has not is not known.',
    nextStep:
      'Tell an engineer at once; if the applicant is waiting, verify who they are and answer them yourself.',
    tellApplicant: 'We are looking into your application on our side. I will find out and call you back.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
    ],
  },
  'with staff': {
    cause:
      'The message about the final decision could not be delivered automatically: no confirmation of delivery came in time. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep: 'Verify the applicant’s identity, tell them, and complete the task with how it was done.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); no confirmation of delivery came in time.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since no confirmation of delivery came in time; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  'with staff, overdue': {
    cause:
      'The message about the final decision could not be delivered automatically: the phone or mailbox could not be reached. Staff have had it since Friday 6 November 2026, 18:35; it was due by Saturday 7 November 2026, 18:35 and is overdue.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Do it now, or tell a supervisor who will.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since the phone or mailbox could not be reached; due by Saturday 7 November 2026, 18:35, and not done by then.',
    ],
  },
  'a bad contact': {
    cause:
      'The message about the final decision could not be sent to the contact on record: it is not written as one that can be used. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep:
      'Verify the applicant’s identity, take down the right contact and have it reported, or tell them yourself and complete the task.',
    tellApplicant:
      'There is a message for you. Please let me verify who you are, and then check with you how we can best reach you.',
    evidence: [
      'Monday 2 November 2026, 10:00:01: handed to staff to have the contact corrected, since the contact on record cannot be used; due by Saturday 7 November 2026, 18:35.',
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: text message (aliyun), since the contact on record cannot be used; e-mail, since no such contact is on record.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
      'The mobile number on record is not written as one that can be used.',
    ],
  },
  'not permitted, in an older record': {
    cause:
      'The message about the final decision was not sent: text message (aliyun) could not be used, since sending was not permitted (no consent, or no approved wording; which of them is not recorded). Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep: 'Verify the applicant’s identity, tell them, and complete the task with how it was done.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: text message (aliyun), since sending was not permitted (no consent, or no approved wording; which of them is not recorded); app notification, since no such contact is on record.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  'no consent': {
    cause:
      'The message about the final decision was not sent: text message (aliyun), text message (aliyun-b) and app notification could not be used, since the applicant has not agreed to be told that way. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Or ask whether they agree to be told by text message or app notification, and have the answer reported: then it is tried again by itself.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: text message (aliyun), text message (aliyun-b) and app notification, since the applicant has not agreed to be told that way; e-mail, since no such contact is on record.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  'words nobody approved': {
    cause:
      'The message about the final decision was not sent: e-mail could not be used, since no approved wording is in force for that. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Have wording for e-mail approved and put into force, so that later messages can go that way.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: e-mail, since no approved wording is in force for that.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  ...englishSaidLater,
};
