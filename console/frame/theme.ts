/** Ant Design in the product's own colours and measures; `frame.css` has the same ones for what is ours. */
import type { ThemeConfig } from 'antd';

export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: '#0d5c56',
    colorInfo: '#1d4f91',
    colorSuccess: '#1a6b3c',
    colorWarning: '#8a5a00',
    colorError: '#a11d2e',
    colorErrorBg: '#fbe9eb',
    colorErrorBorder: '#e5b1b8',
    colorLink: '#0d5c56',
    colorText: '#17211f',
    colorTextSecondary: '#4b5855',
    colorTextPlaceholder: '#68736f',
    colorBorder: '#c9c5ba',
    colorBorderSecondary: '#e4e1d9',
    colorBgLayout: '#f6f5f1',
    controlOutline: 'rgb(13 92 86 / 16%)',
    borderRadius: 8,
    controlHeight: 36,
    controlHeightLG: 52,
    fontSize: 14,
    fontFamily: 'inherit',
    // Whoever asked their system for less motion gets none here.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    boxShadowSecondary: '0 12px 32px rgb(23 33 31 / 14%)',
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 } },
};
