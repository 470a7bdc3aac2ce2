import type { RushTally } from '../rush-course.ts'
import { markdownTable } from '../table.ts'
import { longestSilence, type Outcome, toldGap, untilServed } from './service-gap.ts'

/** What a rehearsal found. */
export type Found = {
  readonly spans: readonly { readonly what: string; readonly from: number; readonly to: number }[]
  readonly services: readonly { readonly name: string; readonly outcomes: readonly Outcome[] }[]
  readonly tally: Pick<RushTally, 'cells' | 'took'>
  readonly proof: Readonly<Record<'acknowledged' | 'present' | 'lost' | 'doubled', number>>
  readonly jobs: Readonly<Record<'events' | 'waiting' | 'again' | 'expected' | 'notices' | 'doubled', number>>
  /** What an open page was told, and which tables of statistics came from a replica, how old in seconds. */
  readonly page: {
    readonly events: number
    readonly breaks: number
    readonly missed: number
    readonly tablesRead: number
    readonly ages: readonly number[]
  }
}

/** Prints the tables of a rehearsal and answers what was found wrong, in words. */
export function reportRehearsal(
  print: (text: string) => void,
  { spans, services, tally, proof, jobs, page }: Found,
): string[] {
  const table = (head: string[], ...rows: (string | number)[][]) => print(`\n${markdownTable(head, rows)}`)
  print(
    '\nEach cell: seconds until served again (first success after the first failure) / longest time without a success.',
  )
  table(
    ['killed by `kill -9`', ...services.map(({ name }) => `${name}, s`)],
    ...spans.map(({ what, ...span }) => [
      what,
      ...services.map(
        ({ outcomes }) => `${toldGap(untilServed(outcomes, span))} / ${longestSilence(outcomes, span).toFixed(1)}`,
      ),
    ]),
  )
  table(
    ['cells sent', 'requests', 'acknowledged rows', 'present', 'lost', 'doubled'],
    [tally.cells, tally.took.length, proof.acknowledged, proof.present, proof.lost, proof.doubled],
  )
  table(
    ['events for jobs', 'unhandled', 'given to the queue again', 'notices expected', 'made', 'made twice'],
    [jobs.events, jobs.waiting, jobs.again, jobs.expected, jobs.notices, jobs.doubled],
  )
  table(
    [
      'events for an open page',
      'its stream broke',
      'missed',
      'tables read',
      'of them at a replica',
      'oldest figures, s',
    ],
    [page.events, page.breaks, page.missed, page.tablesRead, page.ages.length, Math.max(0, ...page.ages).toFixed(1)],
  )
  return [
    ...(proof.lost > 0 || proof.doubled > 0 ? ['an acknowledged row was lost or acted twice'] : []),
    ...(jobs.waiting > 0 || jobs.expected === 0 || jobs.notices !== jobs.expected || jobs.doubled > 0
      ? ['a job did not run exactly once']
      : []),
    ...(page.events === 0 || page.missed > 0 ? ['an open page missed an event'] : []),
    ...(page.ages.length === 0 ? ['nothing was read at a replica'] : []),
  ]
}
