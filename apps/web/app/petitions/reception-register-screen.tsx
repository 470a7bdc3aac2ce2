import { Button } from '@mantine/core'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { receptionRegisterLoader } from './reception-register.server.ts'

/** The register of reception, form 03/TCD, of a period: on the screen, on paper, as Excel. */
export function ReceptionRegisterScreen() {
  const { from, to, unit, lines, counts } = useLoaderData<typeof receptionRegisterLoader>()
  const t = useTranslations('petitions.reception-register')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('reception'), to: '/reception' }]}
        title={t('title')}
        state={t('state', { unit, from: formatDay(from), to: formatDay(to), ...counts })}
        actions={
          <Button component="a" href={`/reception/register.xlsx?from=${from}&to=${to}`} variant="default">
            {t('excel')}
          </Button>
        }
      />
      <div className={shared['stack']}>
        <Form method="get" className={shared['fields']}>
          <DayInput name="from" label={t('from')} defaultValue={formatDay(from)} />
          <DayInput name="to" label={t('to')} defaultValue={formatDay(to)} />
          <div className={shared['end']}>
            <Button type="submit" variant="default">
              {t('show')}
            </Button>
          </div>
        </Form>
        <Panel title={t('lines')} flush>
          <DataTable
            label={t('lines')}
            compact
            rows={lines}
            rowKey={({ visitId }) => visitId}
            columns={[
              { id: '1', head: t('column.number'), numeric: true, cell: ({ number }) => number },
              { id: '2', head: t('column.day'), cell: ({ visitedOn }) => formatDay(visitedOn) },
              { id: '3', head: t('column.who'), phone: 'title', cell: ({ who }) => who },
              { id: '4', head: t('column.hint'), cell: ({ idHint }) => idHint },
              { id: '5', head: t('column.content'), cell: ({ content }) => content },
              { id: '6', head: t('column.kind'), cell: ({ kind }) => kind },
              { id: '7', head: t('column.same'), numeric: true, cell: ({ sameContent }) => sameContent },
              { id: '8', head: t('column.settled'), cell: ({ settledBy }) => settledBy || '–' },
              { id: '9', head: t('column.own'), cell: ({ inCompetence }) => inCompetence || '–' },
              { id: '10', head: t('column.guided'), cell: ({ guidedTo }) => guidedTo || '–' },
              { id: '11', head: t('column.forwarded'), cell: ({ forwardedTo }) => forwardedTo || '–' },
              { id: '12', head: t('column.result'), cell: ({ result }) => result },
            ]}
            empty={<EmptyState why={t('empty')} />}
          />
        </Panel>
      </div>
    </>
  )
}
