/** The few signs that the pages use, drawn with one stroke. */
const paths = {
  mark: 'M5 12.8l4.4 4.4L19 7.6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.4 15.4L20 20',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  forward: 'M9.5 5.5L16 12l-6.5 6.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  hand: 'M4 5h4l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v4c-8.5.5-15.5-6.5-15-15z',
  question: 'M8.8 9a3.2 3.2 0 1 1 4.6 3c-.9.5-1.4 1-1.4 2M12 17.5v.01',
  alarm: 'M12 4l9 16H3zM12 10v4.5M12 17v.01',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z',
  outward: 'M14 5h5v5M19 5l-8 8M11 6H5v13h13v-6',
  globe: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17z',
} as const;

export type IconName = keyof typeof paths;

/** Says nothing to who does not see it: what it means stands beside it in words. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
