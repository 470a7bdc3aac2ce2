import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith, FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { SignChip } from '../ui/sign-chip.tsx'
import { LiveNotice } from './live-notice.tsx'
import { MonitorSilent } from './monitor-silent.tsx'
import classes from './screening.module.css'
import { ScreeningTabs } from './screening-tabs.tsx'
import type { signsLoader } from './signs.server.ts'

const filters = ['to-answer', 'escalated', 'answered', 'watching', 'open', 'cleared'] as const

/** The inbox of signs: what waits for an answer first, each in one sentence. */
export function SignsScreen() {
  const loaded = useLoaderData<typeof signsLoader>()
  const t = useTranslations('screening.signs')
  const [search] = useSearchParams()
  if (!loaded.up) return <MonitorSilent title={t('title')} />
  const { page, locale } = loaded
  if (!page) return <PageHead title={t('title')} state={t('none')} />
  return (
    <div className={classes['stack']}>
      <PageHead
        title={t('title')}
        state={`${page.organizationName}. ${t('state', { count: page.counts['to-answer'] })}`}
      />
      <ScreeningTabs />
      <LiveNotice />
      <FilterButtons
        name="which"
        choices={filters.map((one) => ({
          value: one === 'to-answer' ? null : one,
          label: t(`which.${one}`),
          count: page.counts[one],
        }))}
      />
      <p className={classes['light']}>{t('note')}</p>
      <DataTable
        label={t('title')}
        rows={page.signs}
        rowKey={({ signId }) => signId}
        empty={<EmptyState why={t('none')} />}
        columns={[
          {
            id: 'organization',
            head: t('organization'),
            phone: 'title',
            width: '18rem',
            cell: ({ signId, organizationName, parentName }) => (
              <>
                <Link to={`/monitoring/signs/${signId}`}>{organizationName}</Link>
                {parentName && <div className={classes['light']}>{parentName}</div>}
              </>
            ),
          },
          {
            id: 'sentence',
            head: t('sentence'),
            phone: 'line',
            cell: ({ code, kind, sentence }) => (
              <div className={classes['sentence']}>
                <SignChip sign={kind === 'red' ? 'red' : 'yellow'}>{code}</SignChip> {sentence[locale]}
              </div>
            ),
          },
          {
            id: 'state',
            head: t('answer-state'),
            phone: 'line',
            width: '12rem',
            cell: ({ alarmId, answer, alarmState, dueOn }) =>
              alarmId === null ? (
                '–'
              ) : answer ? (
                <Chip look="grey">{t(`answers.${answer}`)}</Chip>
              ) : (
                <>
                  <Chip look={alarmState === 'escalated' ? 'red' : 'dashed'}>{t('unanswered')}</Chip>{' '}
                  {dueOn && t('due', { day: formatDay(dueOn) })}
                </>
              ),
          },
        ]}
      />
      {page.next && <Link to={{ search: addressWith(search, 'after', page.next) }}>{t('next')}</Link>}
    </div>
  )
}
