import { addDays, countDeadline, type Deadline, deadlineRules } from '@nq15/domain/calendar'
import { markdownTable } from './table.ts'

const cases = 200_000

/** Due days a second of processor time (other work on the machine does not count), with the explanation on and off, over the terms of days with a number and a third suspended. */
export function benchDeadlines(print: (text: string) => void): void {
  const rules = deadlineRules.filter(({ quantity, unit }) => quantity !== null && (unit === 'WD' || unit === 'CD'))
  const deadlines = Array.from({ length: cases }, (_, index): Deadline => {
    const { id, variant, stage } = rules[index % rules.length] ?? { id: '', variant: '', stage: '' }
    const from = addDays('2026-07-01', (index * 7) % 120)
    const suspensions =
      stage.startsWith('settle') && index % 3 === 0 ? ([[addDays(from, 5), addDays(from, 25)]] as const) : []
    return { rule: id, from, variant, suspensions }
  })
  const rows = [false, true].map((explain) => {
    const rate = () => {
      const began = process.cpuUsage()
      let answered = 0
      for (const deadline of deadlines) if (countDeadline(deadline, { explain }).ok) answered += 1
      return { perSecond: Math.round((cases / process.cpuUsage(began).user) * 1_000_000), answered }
    }
    rate()
    const rounds = Array.from({ length: 5 }, rate).toSorted((one, other) => one.perSecond - other.perSecond)
    const median = rounds[2]
    return [
      explain ? 'explained day by day' : 'without explanation',
      cases,
      median?.answered ?? 0,
      median?.perSecond ?? 0,
      explain ? 50_000 : 500_000,
    ]
  })
  print(markdownTable(['deadline engine', 'cases', 'with a due day', 'due days a second (median of 5)', 'asked'], rows))
}
