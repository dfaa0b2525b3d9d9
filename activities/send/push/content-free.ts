/**
 * What a push says unless a bank decides otherwise: that there is news, and where it is read. Neither
 * decision nor name nor amount, since a locked screen shows it to whoever is near.
 */
export const contentFreePush = {
  zh: { title: '您的贷款申请有新进展', body: '请打开手机银行查看详情。' },
  en: { title: 'Your application has news', body: 'Open the app to see the details.' },
} as const;
