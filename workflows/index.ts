/** The workflows this worker knows. */
export { loanApplication } from './loan-application/workflow.js';
