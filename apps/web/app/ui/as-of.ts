import { useSearchParams } from '@remix-run/react'
import { parseDay } from './format.ts'

/** The name of the as-of day in the address. */
export const asOfName = 'as-of'

/** The day a page shows: from the address when it names a real day, else today. Loaders use it with the request's URL. */
export function readAsOf(search: URLSearchParams, today: string): { day: string; isToday: boolean } {
  const day = parseDay(search.get(asOfName) ?? '') ?? today
  return { day, isToday: day === today }
}

/** The same inside a component; editing is off when it is not today. */
export function useAsOf(today: string): { day: string; isToday: boolean } {
  const [search] = useSearchParams()
  return readAsOf(search, today)
}
