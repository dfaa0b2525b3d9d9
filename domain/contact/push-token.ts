/** Which push service gave a token of the bank's app out; told by its form, since tokens come without a label. */

export type PushService = 'fcm' | 'jpush';

// JPush's registration ids are hexadecimal: 18 or 19 places today, 11 in its first years. Firebase's tokens
// have over a hundred places with letters of the whole alphabet.
const registrationId = /^[0-9a-f]{11,24}$/i;

/** Every token that is no registration id of JPush's is taken for Firebase's. */
export const pushServiceOf = (token: string): PushService => (registrationId.test(token) ? 'jpush' : 'fcm');
