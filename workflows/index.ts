/** The workflows this worker knows. */
export { loanApplication } from './loan-application/workflow.js';
export { sweep } from './sweep/workflow.js';
export { retention } from './retention/workflow.js';
export { monitor } from './monitor/workflow.js';
export { pollReceipts } from './poll-receipts/workflow.js';
export { incident } from './incident/workflow.js';
