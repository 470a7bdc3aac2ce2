import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay, formatWeekday } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { usePage } from '../ui/page-context.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './calendar.module.css'
import type { dueLoader } from './due.server.ts'
import { ExpectedRests } from './expected-rests.tsx'

const units = ['WD', 'CD', 'WH', 'H'] as const
const rolls = ['next_wd', 'none', 'pre', 'after'] as const

/** A term counted and explained day by day, so that anybody can check the last day with his own calendar. */
export function DueScreen() {
  const { typed, refusal, fault } = useLoaderData<typeof dueLoader>()
  const t = useTranslations('calendar.due')
  const calendar = useTranslations('calendar')
  return (
    <>
      <PageHead
        crumbs={[{ label: calendar('title'), to: '/calendar' }, { label: t('title') }]}
        title={t('title')}
        state={t('state')}
      />
      <div className={classes['stack']}>
        <Panel title={t('term')}>
          <Form method="get" key={JSON.stringify(typed)}>
            <div className={classes['fields']}>
              <DayInput
                name="from"
                label={t('from')}
                description={t('from-help')}
                defaultValue={shownDay(typed.from)}
              />
              <TextInput
                name="quantity"
                label={t('quantity')}
                inputMode="numeric"
                defaultValue={typed.quantity}
                error={fault === 'quantity' ? t('quantity-fault') : undefined}
              />
              <NativeSelect
                name="unit"
                label={t('unit')}
                defaultValue={typed.unit}
                data={units.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
              />
              <NativeSelect
                name="roll"
                label={t('roll')}
                defaultValue={typed.roll}
                data={rolls.map((roll) => ({ value: roll, label: t(`rolls.${roll}`) }))}
              />
              <TextInput
                name="time"
                label={t('time')}
                description={t('time-help')}
                placeholder="08:00"
                defaultValue={typed.time}
              />
              <DayInput
                name="suspended"
                label={t('suspended')}
                description={t('suspended-help')}
                defaultValue={shownDay(typed.suspended)}
              />
              <DayInput
                name="resumed"
                label={t('resumed')}
                description={t('resumed-help')}
                defaultValue={shownDay(typed.resumed)}
              />
            </div>
            <div className={classes['end']}>
              <Button type="submit" variant="filled">
                {t('count')}
              </Button>
            </div>
          </Form>
        </Panel>
        {refusal && (
          <Notice tone="error" live="alert" title={t('refused')}>
            {refusal.text} <strong>{refusal.code}</strong>
          </Notice>
        )}
        <Answer />
      </div>
    </>
  )
}

const shownDay = (text: string) => (/^\d{4}-\d{2}-\d{2}$/u.test(text) ? formatDay(text) : text)
const shownInstant = (text: string) =>
  text.length > 10 ? `${formatDay(text.slice(0, 10))} ${text.slice(11)}` : formatDay(text)

function Answer() {
  const { answer } = useLoaderData<typeof dueLoader>()
  const t = useTranslations('calendar.due')
  const { preferences } = usePage()
  if (answer === null) return null
  const { due, rawDue, remaining, provisional, steps, unit, expected } = answer
  const hours = unit === 'H' || unit === 'WH'
  return (
    <>
      <Panel title={t('answer')} aside={provisional && <Chip look="dashed">{t('provisional')}</Chip>}>
        <p className={classes['answer']} role="status">
          {due === null ? (
            t('suspended-answer', { count: remaining ?? 0 })
          ) : (
            <>
              <span>{t('due')}</span>
              <strong>{`${formatWeekday(due.slice(0, 10), preferences.locale)}, ${shownInstant(due)}`}</strong>
              {rawDue !== null && rawDue !== due && <span>{t('moved-from', { day: shownInstant(rawDue) })}</span>}
            </>
          )}
        </p>
        {provisional && <p className={classes['light']}>{t('provisional-text')}</p>}
        <ExpectedRests expected={expected} />
      </Panel>
      <Panel title={t('steps')} note={t('steps-count', { count: steps.length })} flush>
        <DataTable
          label={t('steps')}
          compact
          rows={steps}
          rowKey={({ day, why }) => `${day}-${why}`}
          columns={[
            {
              id: 'day',
              head: t('day'),
              phone: 'title',
              cell: ({ day }) => `${formatDay(day)} (${formatWeekday(day, preferences.locale)})`,
            },
            {
              id: 'counted',
              head: hours ? t('minutes-used') : t('counted'),
              numeric: true,
              cell: ({ isCounted, used }) => (isCounted ? String(used) : '–'),
            },
            { id: 'why', head: t('why'), cell: ({ text, name }) => (name === null ? text : `${text}: ${name}`) },
            {
              id: 'mark',
              head: t('mark'),
              cell: ({ provisional: unsure }) => (unsure ? <Chip look="dashed">{t('provisional')}</Chip> : ''),
            },
          ]}
        />
      </Panel>
    </>
  )
}
