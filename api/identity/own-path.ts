/** Where a browser may be sent: nowhere but to ourselves. */

export const signInPath = '/v1/session/sign-in';

/** Of no server: whatever leaves it leads elsewhere. */
const nowhere = 'http://path.invalid';

/** Whether a browser stays with us when it is sent there. */
export const isOwnPath = (path: string): boolean =>
  /^\/[\x21-\x7e]*$/.test(path) && URL.canParse(path, nowhere) && new URL(path, nowhere).origin === nowhere;
