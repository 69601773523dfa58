export const DAY = 86_400_000

/** `YYYY-MM-DD` in UTC. */
export const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

/** The date judged is a day: what begins later on that day has begun. */
export const beginsAfter = (milliseconds: number, at: number): boolean =>
  Math.floor(milliseconds / DAY) > Math.floor(at / DAY)
