/** The workflows this worker knows. */
export { loanApplication } from './loan-application/workflow.js';
export { sweep } from './sweep/workflow.js';
