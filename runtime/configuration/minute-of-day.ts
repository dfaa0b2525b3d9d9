/** Minutes since midnight of a time the schema took: `09:30` is 570, `24:00` is 1440. */
export const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
