/** The approved words of the embedded stack's two accounts: one signature, a template for each message. */
export const embeddedTemplates = {
  'preliminary-approval': 'SMS_100000001',
  'supplementary-documents': 'SMS_100000002',
  'final-decision': { approved: 'SMS_100000003', declined: 'SMS_100000004', conditional: 'SMS_100000005' },
} as const;

export const embeddedWords = {
  signName: '必达示例银行',
  templates: [
    embeddedTemplates['preliminary-approval'],
    embeddedTemplates['supplementary-documents'],
    ...Object.values(embeddedTemplates['final-decision']),
  ],
} as const;
