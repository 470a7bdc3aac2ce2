import type { EventType, ReminderKind } from '@nq15/domain/events'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import type { JobName } from './job-names.ts'

type Told = {
  readonly type: EventType
  readonly reminder: ReminderKind | null
  readonly job: JobName
  readonly facts: Readonly<Record<string, string | number>>
}

/** The sentence of an event in the reader's language, made when he reads; days are shown as on paper. */
export function useEventText(): (event: Told) => string {
  const t = useTranslations('events.kinds')
  const reminders = useTranslations('events.reminders')
  const jobs = useTranslations('events.job-names')
  return ({ type, reminder, job, facts }) => {
    const shown: Record<string, string | number> = { name: jobs(job) }
    for (const [key, value] of Object.entries(facts)) {
      const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
      shown[key] = isDay ? formatDay(value) : key === 'year' ? String(value) : value
    }
    return reminder === null ? t(type, shown) : reminders(reminder, shown)
  }
}
