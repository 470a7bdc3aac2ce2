import { Button } from '@mantine/core'
import { Await, Link, useLoaderData } from '@remix-run/react'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { PapersLink } from '../reports/papers-link.tsx'
import { Deadline } from '../ui/deadline.tsx'
import { formatDay, formatTime } from '../ui/format.ts'
import { IconDownload, IconGavel, IconPrinter } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { BlockingRules } from './blocking-rules.tsx'
import classes from './board.module.css'
import type { boardLoader } from './board.server.ts'
import { QuotaPanels } from './board-quota-panels.tsx'
import { BoardTable } from './board-table.tsx'
import type { TriedRules } from './kept-checks.server.ts'
import { NewerReadingNotice } from './newer-reading-notice.tsx'

/** The board of a grassroots committee: its cells' files, the quota of each group, and what stands before the decision. */
export function BoardScreen() {
  const { rows, states, year, committee, due, cutOffOn, committeeId, newerReading } =
    useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board')
  const sent = states.sent + states.appraising + states.appraised + states.decided
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb', { year: String(year) }), to: '/ratings' }, { label: committee }]}
        title={t('title', { count: rows.length })}
        state={
          <>
            {t('head', {
              sent,
              returned: states.returned,
              notSent: states['not-started'] + states['in-work'] + states['with-intermediate'],
            })}{' '}
            {t('head-due')}{' '}
            {due.deadline === null ? (
              formatDay(due.day)
            ) : (
              <Deadline deadline={due.deadline} how={<Link to={due.how}>{t('how-counted')}</Link>} />
            )}
            . {t('head-cut-off', { day: formatDay(cutOffOn) })}
          </>
        }
        actions={
          <>
            <PapersLink organizationId={committeeId} year={year} />
            <Button
              onClick={() => window.print()}
              leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}
              data-no-print
            >
              {t('print')}
            </Button>
            <Button component={Link} to={`/ratings/${year}/units/${committeeId}`} data-no-print>
              {t('units')}
            </Button>
            <Button
              component="a"
              href={`/ratings/${year}/committees/${committeeId}/results.xlsx`}
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
            >
              {t('excel')}
            </Button>
          </>
        }
      />
      {newerReading !== null && <NewerReadingNotice year={year} says={newerReading} />}
      <div className={classes['layout']}>
        <div className={classes['main']}>
          <BoardTable />
        </div>
        <div className={classes['side']}>
          <DecisionPanel />
          <QuotaPanels />
        </div>
      </div>
    </>
  )
}

/** What stands before the decision, or the decision that was made. */
function DecisionPanel() {
  const { blocking, decision, year, committeeId, isOpen } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board')
  const place = `/ratings/${year}/committees/${committeeId}/decision`
  if (decision !== null) {
    return (
      <Notice tone="ok" icon={IconGavel} title={t('decided-title', { number: decision.number })}>
        <p>{t('decided-by', { day: formatDay(decision.day), signer: decision.signer })}</p>
        <p>
          <Link to={place}>{t('decided-open')}</Link>
        </p>
      </Notice>
    )
  }
  if (!isOpen) return <Notice tone="watch">{t('not-open')}</Notice>
  return (
    <Suspense fallback={<Panel title={t('checking')} note={t('checking-note')} />}>
      <Await resolve={blocking} errorElement={<Notice tone="watch">{t('check-failed')}</Notice>}>
        {(tried) => <ReadyToDecide tried={tried} />}
      </Await>
    </Suspense>
  )
}

/** Whether the committee may decide now; if not, every rule that refuses. */
function ReadyToDecide({ tried: { rules: blocking, at } }: { tried: TriedRules }) {
  const { mayDecide, year, committeeId } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board')
  const place = `/ratings/${year}/committees/${committeeId}/decision`
  const decide = (
    <Button
      component={Link}
      to={place}
      fullWidth
      variant={blocking.length === 0 && mayDecide ? 'filled' : 'default'}
      leftSection={<IconGavel size={18} stroke={1.6} aria-hidden />}
    >
      {t(mayDecide ? 'decide' : 'decide-look')}
    </Button>
  )
  if (blocking.length === 0) {
    return (
      <Panel title={t('may-decide')}>
        <div className={classes['stack']}>
          <p>{t(mayDecide ? 'may-decide-note' : 'may-decide-office')}</p>
          {decide}
        </div>
      </Panel>
    )
  }
  return (
    <Panel title={t('may-not-decide')} tone="red">
      <div className={classes['stack']}>
        <p className={classes['small']}>{t('tried-at', { at: formatTime(at).slice(0, 5) })}</p>
        <BlockingRules rules={blocking} year={year} />
        {decide}
        {blocking.some(({ code }) => code === 'QD-03') && mayDecide && (
          <Link to={`${place}#exception`}>{t('enter-exception')}</Link>
        )}
      </div>
    </Panel>
  )
}
