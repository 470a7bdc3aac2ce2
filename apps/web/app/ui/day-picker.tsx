import { Button, Popover } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import classes from './day-picker.module.css'
import { formatDay, formatWeekday, parseDay } from './format.ts'
import { IconCalendar, IconChevronDown, IconChevronLeft, IconChevronRight } from './icons.ts'
import { addDays, addMonths, monthWeeks } from './month-days.ts'
import { usePage } from './page-context.tsx'

type DayPickerProps = { value: string; today: string; onPick: (day: string) => void }

/** The as-of field of the header: typed as dd/MM/yyyy or picked from a month; amber when it is not today. */
export function DayPicker({ value, today, onPick }: DayPickerProps) {
  const t = useTranslations('ui.day')
  const { preferences } = usePage()
  const [opened, setOpened] = useState(false)
  const isToday = value === today
  const shown = isToday ? `${formatWeekday(value, preferences.locale)}, ${formatDay(value)}` : formatDay(value)

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <button
          type="button"
          className={`${classes['button']} ${isToday ? '' : classes['past']}`}
          data-as-of-field
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((before) => !before)}
        >
          <IconCalendar size={18} stroke={1.6} aria-hidden />
          <span>
            {t(isToday ? 'today' : 'as-of')} <strong>{shown}</strong>
          </span>
          <IconChevronDown size={16} stroke={1.6} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['box'] ?? ''} role="dialog" aria-label={t('label')}>
        <DayChoice
          value={value}
          today={today}
          onPick={(day) => {
            setOpened(false)
            onPick(day)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** A field for a typed day over a month to pick from; Enter in the field or a click picks. */
function DayChoice({ value, today, onPick }: DayPickerProps) {
  const t = useTranslations('ui.day')
  const faultId = useId()
  const [typed, setTyped] = useState(formatDay(value))
  const [fault, setFault] = useState(false)

  function pickTyped(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    const day = parseDay(typed)
    if (day === null) setFault(true)
    else onPick(day)
  }

  return (
    <>
      <form onSubmit={pickTyped} noValidate>
        <label className={classes['field']}>
          {t('field')}
          <span className={classes['typed']}>
            <input
              value={typed}
              inputMode="numeric"
              autoComplete="off"
              data-autofocus
              aria-invalid={fault || undefined}
              aria-describedby={fault ? faultId : undefined}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                setFault(false)
              }}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button type="submit">{t('show')}</Button>
          </span>
        </label>
        {fault && (
          <p id={faultId} role="alert" className={classes['fault']}>
            {t('fault')}
          </p>
        )}
      </form>
      <Month value={value} today={today} onPick={onPick} />
      {value !== today && (
        <Button onClick={() => onPick(today)} fullWidth>
          {t('back', { day: formatDay(today) })}
        </Button>
      )}
    </>
  )
}

function Month({ value, today, onPick }: DayPickerProps) {
  const t = useTranslations('ui.day')
  const format = useFormatter()
  const [focused, setFocused] = useState(value)
  const table = useRef<HTMLTableElement>(null)
  const noon = (day: string) => new Date(`${day}T05:00:00Z`)

  function walk(event: KeyboardEvent) {
    const steps: Record<string, string> = {
      ArrowLeft: addDays(focused, -1),
      ArrowRight: addDays(focused, 1),
      ArrowUp: addDays(focused, -7),
      ArrowDown: addDays(focused, 7),
      PageUp: addMonths(focused, -1),
      PageDown: addMonths(focused, 1),
    }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    setFocused(next)
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus())
  }

  return (
    <div>
      <div className={classes['month']}>
        <button type="button" aria-label={t('previous-month')} onClick={() => setFocused(addMonths(focused, -1))}>
          <IconChevronLeft size={18} aria-hidden />
        </button>
        <span aria-live="polite">{format.dateTime(noon(focused), { month: 'long', year: 'numeric' })}</span>
        <button type="button" aria-label={t('next-month')} onClick={() => setFocused(addMonths(focused, 1))}>
          <IconChevronRight size={18} aria-hidden />
        </button>
      </div>
      <table ref={table} className={classes['grid']} onKeyDown={walk}>
        <thead>
          <tr>
            {monthWeeks('2027-02-01')[0]?.map((day) => (
              <th key={day} scope="col" abbr={format.dateTime(noon(day), { weekday: 'long' })}>
                {format.dateTime(noon(day), { weekday: 'narrow' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(focused).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    data-day={day}
                    data-today={day === today || undefined}
                    data-outside={day.slice(0, 7) !== focused.slice(0, 7) || undefined}
                    aria-pressed={day === value}
                    aria-label={`${Number(day.slice(8))}/${day.slice(5, 7)}/${day.slice(0, 4)}`}
                    tabIndex={day === focused ? 0 : -1}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
