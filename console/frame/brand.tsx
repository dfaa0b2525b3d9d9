import { Icon } from './icon.js';

/** The product's name, the same in both languages. */
export function Brand() {
  return (
    <span className="brand">
      <span className="brand-mark">
        <Icon name="mark" size={18} />
      </span>
      <span className="brand-name" lang="zh-CN">
        必达
      </span>
      <span className="brand-latin" lang="en">
        Bida
      </span>
    </span>
  );
}
