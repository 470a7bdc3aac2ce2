import type { Tx } from '@nq15/db/client'
import { listColours } from '@nq15/db/monitoring/open-sign.read'
import type { Scope } from '@nq15/db/scope'
import {
  areSignsCleared,
  firstDayOf,
  type QuarterColour,
  quarterOf,
  shiftQuarter,
  type WatchRules,
  type WatchSign,
} from '@nq15/domain/monitoring'

/**
 * R1 as the screened quarters say it: whether every red sign has cleared for the configured number of full quarters. Quarters up
 * to the one in which the sign was seen are not cleared, whatever was screened in them.
 */
export async function readCleared(
  tx: Tx,
  scope: Scope,
  {
    organizationId,
    signs,
    rules: { clearQuarters },
    today,
  }: {
    readonly organizationId: string
    readonly signs: readonly Pick<WatchSign, 'code' | 'colour' | 'observedOn'>[]
    readonly rules: Pick<WatchRules, 'clearQuarters'>
    readonly today: string
  },
): Promise<'yes' | 'no' | 'unknown'> {
  const seen = signs.filter(({ colour }) => colour === 'red')
  const reds = seen.map(({ code }) => code)
  const months = 3 * (clearQuarters + 1)
  const colours = await listColours(tx, scope, { organizationId, codes: reds, months })
  return areSignsCleared(quartersOf(seen, colours, today, clearQuarters), clearQuarters)
}

/** The worst colour of each full quarter before today, newest first; a quarter that was not screened is null. */
function quartersOf(
  signs: readonly Pick<WatchSign, 'code' | 'observedOn'>[],
  colours: readonly { readonly code: string; readonly month: string; readonly status: string }[],
  today: string,
  count: number,
) {
  const worst: readonly QuarterColour[] = ['red', 'suppressed', 'no-data', 'yellow', 'green', 'info', 'not-applicable']
  return signs.map(({ code, observedOn }) => ({
    code,
    quarters: Array.from({ length: count }, (_, at): QuarterColour => {
      const { year, quarter } = shiftQuarter(quarterOf(today), -1 - at)
      if (firstDayOf({ year, quarter }) <= observedOn) return 'red'
      const inside = colours.filter((one) => {
        const of = quarterOf(one.month)
        return one.code === code && of.year === year && of.quarter === quarter
      })
      return worst.find((status) => inside.some((one) => one.status === status)) ?? null
    }),
  }))
}
