/** What is said in English, word for word, of the later half of the paths. */
import type { Explained } from '../../../domain/explanation/explain.js';

export const englishSaidLater: Readonly<Record<string, Explained>> = {
  'words the provider did not approve': {
    cause:
      'The message about the final decision was not sent: text message (aliyun) and text message (aliyun-b) could not be used, since the provider has not approved the wording for that. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Have the provider approve the wording for text message (aliyun) and text message (aliyun-b), so that later messages can go that way.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: text message (aliyun) and text message (aliyun-b), since the provider has not approved the wording for that.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  'a field the words need': {
    cause:
      'The message about the final decision was not sent: e-mail could not be used, since the wording for that needs what is not on record: the amount and the guidance. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Report to whoever keeps the wording for e-mail what it needs and is not on record: the amount and the guidance.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: e-mail, since the wording for that needs what is not on record: the amount and the guidance.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  'a field too long for the words': {
    cause:
      'The message about the final decision was not sent: text message (aliyun) could not be used, since the wording for that would show what is too long for it: the due date. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Report to whoever keeps the wording for text message (aliyun) what is too long for it: the due date.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: text message (aliyun), since the wording for that would show what is too long for it: the due date.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  'each way for a reason of its own, overdue': {
    cause:
      'The message about the final decision could not be delivered automatically: there was no way of sending it; app notification could not be used, since the applicant has not agreed to be told that way; e-mail could not be used, since no approved wording is in force for that. Staff have had it since Friday 6 November 2026, 18:35; it was due by Saturday 7 November 2026, 18:35 and is overdue.',
    nextStep:
      'Verify the applicant’s identity, tell them, and complete the task with how it was done. Do it now, or tell a supervisor who will. Or ask whether they agree to be told by app notification, and have the answer reported: then it is tried again by itself. Have wording for e-mail approved and put into force, so that later messages can go that way.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Not used: text message (aliyun), since the contact on record cannot be used; app notification, since the applicant has not agreed to be told that way; e-mail, since no approved wording is in force for that.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since there was no way of sending it; due by Saturday 7 November 2026, 18:35, and not done by then.',
    ],
  },
  'kept from going twice to the same number': {
    cause:
      'The message about the final decision was not sent by text message (aliyun): it may already have gone to the same number or address that way, and nothing is sent there twice. Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.',
    nextStep: 'Verify the applicant’s identity, tell them, and complete the task with how it was done.',
    tellApplicant:
      'There is a message for you that we want to give you in person. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); no confirmation of delivery came in time.',
      'Friday 6 November 2026, 18:34:00: not sent by text message (aliyun), since it may already have gone to the same number or address that way; nothing is sent there twice.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since sending was not permitted; due by Saturday 7 November 2026, 18:35.',
    ],
  },
  delivered: {
    cause:
      'The message about the final decision was delivered on Friday 6 November 2026, 18:30 by text message (aliyun).',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'We have a record that a message was delivered to the contact you gave us. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); delivery was confirmed on Friday 6 November 2026, 18:30:20.',
    ],
  },
  'delivered after failing over': {
    cause:
      'The message about the final decision was delivered on Friday 6 November 2026, 18:30 by text message (aliyun-b). It was first tried by text message (aliyun) and then by text message (aliyun-b), since the provider was out of service for us.',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'We have a record that a message was delivered to the contact you gave us. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); it was refused: service suspended for arrears.',
      'Friday 6 November 2026, 18:30:08: tried another way, since the provider was out of service for us; sent by text message (aliyun-b); delivery was confirmed on Friday 6 November 2026, 18:30:20.',
    ],
  },
  'tried with another token of the app': {
    cause:
      'The message about the final decision was delivered on Friday 6 November 2026, 18:30 by app notification. It was first tried by app notification to one contact and then to another, since the number, address or app on record is not valid or no longer in use.',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'We have a record that a message was delivered to the contact you gave us. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by app notification; it was refused: the number, address or app on record is not valid or no longer in use.',
      'Friday 6 November 2026, 18:30:08: tried another contact, since the number, address or app on record is not valid or no longer in use; sent by app notification; delivery was confirmed on Friday 6 November 2026, 18:30:20.',
    ],
  },
  'a push that cannot be asked for': {
    cause:
      'The message about the final decision was handed over by app notification, and no answer told whether it was taken. That cannot be asked afterwards, so a sign that it arrived is awaited until Friday 6 November 2026, 18:43; it is never sent again blindly.',
    nextStep: 'Wait until then: without a sign of it, it goes on by itself, by another way or with staff.',
    tellApplicant:
      'A message for you may be on its way; that is not certain yet. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by app notification; no answer told whether it was taken, and that cannot be asked afterwards.',
    ],
  },
  'delivered late, after a copy': {
    cause:
      'The message about the final decision was delivered late, on Friday 6 November 2026, 18:36 by app notification. It first went by text message (aliyun); a copy followed by app notification, since no confirmation of delivery came in time. The applicant may have got it twice, with the same reference number.',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'We have a record that a message was delivered to the contact you gave us. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); no confirmation of delivery came in time.',
      'Friday 6 November 2026, 18:33:08: a copy was sent, since no confirmation of delivery came in time; it went by app notification; delivery was confirmed on Friday 6 November 2026, 18:36:00.',
    ],
  },
  'delivered late, from staff’s hands': {
    cause:
      'The message about the final decision was delivered late, on Friday 6 November 2026, 18:38 by text message (aliyun), after it had been handed to staff.',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'We have a record that a message was delivered to the contact you gave us. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); delivery was confirmed on Friday 6 November 2026, 18:38:00.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since no confirmation of delivery came in time; due by Saturday 7 November 2026, 18:35.',
      'Friday 6 November 2026, 18:38:00: staff need not tell the applicant themselves any more, since the message was delivered after all.',
    ],
  },
  'an e-mail that did not come back': {
    cause:
      'The message about the final decision counts as delivered on Saturday 7 November 2026, 18:30 by e-mail: the recipient’s mail server had taken it and did not send it back. Whether it was read is not known.',
    nextStep:
      'Nothing is left to do; if the applicant cannot find it, verify who they are and answer them yourself.',
    tellApplicant:
      'An e-mail for you was accepted by your mail service. It may lie in the folder for unwanted mail. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by e-mail; it was not sent back, and counts as delivered on Saturday 7 November 2026, 18:30:07.',
    ],
  },
  'a receipt that contradicts': {
    cause:
      'The message about the final decision was confirmed as delivered on Friday 6 November 2026, 18:30 by text message (aliyun), but a confirmation of Friday 6 November 2026, 18:39 says otherwise. Which of them is right is not known.',
    nextStep: 'Tell a supervisor; verify the applicant’s identity and ask whether they have got it.',
    tellApplicant:
      'We are not certain that a message for you arrived. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); delivery was confirmed on Friday 6 November 2026, 18:30:20.',
      'Friday 6 November 2026, 18:39:00: a later confirmation for the text message (aliyun) contradicts what was recorded; an alarm was raised.',
    ],
  },
  'completed by staff': {
    cause:
      'The message about the final decision was finished by staff on Friday 6 November 2026, 18:39: li.na told the applicant by phone. Who recorded this was not verified by us.',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'Our records say that a colleague has already been in touch with you. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since the phone or mailbox could not be reached; due by Saturday 7 November 2026, 18:35.',
      'Friday 6 November 2026, 18:39:00: li.na told the applicant by phone (who recorded this was not verified by us).',
    ],
  },
  superseded: {
    cause:
      'The message about the request for further documents was not pursued any more: on Friday 6 November 2026, 18:30 it was overtaken by the final decision.',
    nextStep: 'Look at the message that took its place.',
    tellApplicant:
      'There is newer information about your application. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the request for further documents; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:20: the loan system reported the final decision; when the bank decided was not reported.',
    ],
  },
  'withdrawn while held': {
    cause:
      'The application was withdrawn on Friday 6 November 2026, 18:30; the message about the final decision is not owed any more.',
    nextStep: 'Nothing is left to do; if the applicant knows of no withdrawal, ask the loan system.',
    tellApplicant:
      'No message is planned for this application any more. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:19: the application was withdrawn.',
    ],
  },
  'a withdrawn application': {
    cause: 'The application was withdrawn on Friday 6 November 2026, 18:30; no message is owed any more.',
    nextStep: 'Nothing is left to do; if the applicant knows of no withdrawal, ask the loan system.',
    tellApplicant:
      'No message is planned for this application any more. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Monday 2 November 2026, 10:00:00: the application was reported.',
      'Friday 6 November 2026, 18:30:19: the application was withdrawn.',
    ],
  },
  unreachable: {
    cause:
      'The message about the final decision could not be brought to the applicant: li.na found on Friday 6 November 2026, 18:39 that they cannot be reached, and wang.wei confirmed it.',
    nextStep:
      'Nothing is left to do; if the applicant calls now, verify who they are, tell them, and ask for the right contact.',
    tellApplicant:
      'We have tried to reach you with a message. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:35:00: handed to staff to tell the applicant, since the number, address or app on record is not valid or no longer in use; due by Saturday 7 November 2026, 18:35.',
      'Friday 6 November 2026, 18:39:00: li.na found that the applicant cannot be reached; wang.wei confirmed it.',
    ],
  },
  'sent again by staff': {
    cause:
      'The message about the final decision was delivered on Friday 6 November 2026, 18:30 by text message (aliyun).',
    nextStep: 'Nothing is left to do.',
    tellApplicant:
      'We have a record that a message was delivered to the contact you gave us. Before I can tell you more, please let me verify who you are.',
    evidence: [
      'Friday 6 November 2026, 18:30:00: the loan system reported the final decision; when the bank decided was not reported.',
      'Friday 6 November 2026, 18:30:06: sent by text message (aliyun); delivery was confirmed on Friday 6 November 2026, 18:30:20.',
      'Friday 6 November 2026, 18:30:08: sent again on purpose, as staff asked, by text message (aliyun-b); delivery was confirmed on Friday 6 November 2026, 18:39:00.',
    ],
  },
};
