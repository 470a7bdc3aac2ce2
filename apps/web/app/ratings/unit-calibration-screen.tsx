import { Button } from '@mantine/core'
import { Link, useFetcher, useLoaderData, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FileChip } from '../ui/file-chip.tsx'
import { FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { IconPrinter } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { QuotaBar } from '../ui/quota-bar.tsx'
import { newRequestId } from './tally-request-id.ts'
import type { unitBoardLoader } from './unit-board.server.ts'
import { ChangeLevelDialog, FactDialog, OpinionDialog, UnitMoves } from './unit-form.tsx'
import { Reported, UnitLevel, UnitSigns } from './unit-parts.tsx'
import { SidesLine } from './unit-sides.tsx'
import classes from './units.module.css'

type View = ReturnType<typeof useLoaderData<typeof unitBoardLoader>>
type Row = View['rows'][number]

/** Comparable units side by side while the advisory body appraises them: points, tasks, signs, last year, opinions, the level that stands. */
export function UnitCalibrationScreen() {
  const view = useLoaderData<typeof unitBoardLoader>()
  const { year, deciderId, name, groups } = view
  const t = useTranslations('units')
  const [search] = useSearchParams()
  const [first] = groups
  const chosen = groups.find(({ key }) => key === search.get('group')) ?? first
  if (!chosen) return null
  const rows = view.rows
    .filter(({ quotaGroup }) => quotaGroup === chosen.key)
    .toSorted(
      (left, right) => Number(right.points ?? -1) - Number(left.points ?? -1) || left.code.localeCompare(right.code),
    )
  const board = `/ratings/${year}/units/${deciderId}`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb-board'), to: board }, { label: t('crumb-calibration') }]}
        title={t('calibration-title', { year: String(year) })}
        state={t('calibration-state', { name })}
        actions={
          <Button onClick={() => window.print()} leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}>
            {t('print')}
          </Button>
        }
      />
      <div className={classes['page']}>
        <FilterButtons
          name="group"
          label={t('group')}
          choices={groups.map(({ key, name: label }) => ({
            value: key === first?.key ? null : key,
            label,
            count: view.rows.filter(({ quotaGroup }) => quotaGroup === key).length,
          }))}
        />
        <Panel title={chosen.name} aside={view.mayAppraise && <Regroup group={chosen.key} />}>
          <QuotaBar group={chosen.name} proposed={chosen.xs} limit={chosen.limit} />
          <p className={classes['small']}>
            {t('group-figures', {
              XS: chosen.counts.XS,
              T: chosen.counts.T,
              HT: chosen.counts.HT,
              KHT: chosen.counts.KHT,
              open: chosen.open,
              base: chosen.base,
              percent: view.percent,
              limit: chosen.limit,
            })}
          </p>
          {chosen.excess > 0 && (
            <Notice tone="watch" title={t('over-title', { count: chosen.excess })}>
              {t('over-help', { moves: chosen.smallestMoves })}
            </Notice>
          )}
        </Panel>
        <Panel title={t('compare')} note={t('compare-note')} flush>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page is scrolled by keyboard */}
          <section className={classes['wide']} tabIndex={0} aria-label={`${t('compare')}: ${chosen.name}`}>
            <table className={classes['compare']}>
              <thead>
                <tr>
                  <th scope="col">{t('unit')}</th>
                  <th scope="col" className={classes['number']}>
                    {t('points')}
                  </th>
                  <th scope="col" className={classes['number']}>
                    {t('on-time')}
                  </th>
                  <th scope="col" className={classes['number']}>
                    {t('exceeded')}
                  </th>
                  <th scope="col">{t('signs.title')}</th>
                  <th scope="col">{t('last-year')}</th>
                  <th scope="col">{t('self')}</th>
                  <th scope="col">{t('by-rules')}</th>
                  <th scope="col">{t('opinion.title')}</th>
                  <th scope="col">{t('stands')}</th>
                  {view.mayAppraise && <th scope="col">{t('acts')}</th>}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Line key={row.caseId} row={row} view={view} />
                ))}
              </tbody>
            </table>
          </section>
        </Panel>
      </div>
    </>
  )
}

function Line({ row, view }: { row: Row; view: View }) {
  const t = useTranslations('units')
  const [open, setOpen] = useState<'level' | 'opinion' | 'fact' | null>(null)
  const close = () => setOpen(null)
  const opinions = view.opinions.filter(({ caseId }) => caseId === row.caseId)
  return (
    <tr>
      <th scope="row">
        <span className={classes['lines']}>
          <Link to={`/ratings/${view.year}/organizations/${row.organizationId}`}>{row.who ?? row.name}</Link>
          <FileChip state={row.state} />
          <SidesLine unit={row} year={view.year} />
        </span>
      </th>
      <td className={classes['number']}>
        <Reported value={row.points} />
      </td>
      <td className={classes['number']}>
        <Reported value={row.onTime} />
      </td>
      <td className={classes['number']}>
        <Reported value={row.exceeded} />
      </td>
      <td>
        <UnitSigns unit={row} />
      </td>
      <td>{row.lastGrade ? <GradeChip grade={row.lastGrade} /> : <Reported value={null} />}</td>
      <td>{row.selfGrade ? <GradeChip grade={row.selfGrade} /> : <Reported value={null} />}</td>
      <td>{row.computedGrade ? <GradeChip grade={row.computedGrade} /> : t('no-level')}</td>
      <td>
        {opinions.length === 0 ? (
          <span className={classes['small']}>{t('opinion.none')}</span>
        ) : (
          opinions.map((one) => (
            <div key={one.id}>
              <strong>{one.body}</strong>: {one.opinion} {one.grade && <GradeChip grade={one.grade} />}
            </div>
          ))
        )}
      </td>
      <td>
        <UnitLevel unit={row} />
        {row.appraised && <div className={classes['small']}>{row.appraised.reason}</div>}
      </td>
      {view.mayAppraise && (
        <td>
          <div className={classes['stack']}>
            <UnitMoves unit={row} reasons={view.reasons} />
            <div className={classes['end']}>
              {row.mayChangeLevel && (
                <Button size="compact-sm" onClick={() => setOpen('level')}>
                  {t('change-level')}
                </Button>
              )}
              {row.mayRecord && row.state === 'appraising' && (
                <Button size="compact-sm" onClick={() => setOpen('opinion')}>
                  {t('opinion.add')}
                </Button>
              )}
              {row.mayRecord && (
                <Button size="compact-sm" onClick={() => setOpen('fact')}>
                  {t('fact.add')}
                </Button>
              )}
            </div>
          </div>
          {open === 'level' && <ChangeLevelDialog unit={row} close={close} />}
          {open === 'opinion' && <OpinionDialog unit={row} close={close} today={formatDay(view.today)} />}
          {open === 'fact' && <FactDialog unit={row} close={close} today={formatDay(view.today)} />}
        </td>
      )}
    </tr>
  )
}

/** Divides the kind by sector or puts it together again; sectors share no quota. */
function Regroup({ group }: { group: string }) {
  const t = useTranslations('units')
  const fetcher = useFetcher<{ refusal?: { code: string } }>()
  const parts = group.split('/')
  const isCompound = parts[0] === 'COLLECTIVE' || parts[0] === 'LEADER'
  const kind = parts.slice(0, isCompound ? 2 : 1).join('/')
  const isDivided = kind !== group
  const submit = () =>
    fetcher.submit(
      { intent: 'regroup', requestId: newRequestId(), group: kind, bySector: String(!isDivided) },
      { method: 'post' },
    )
  return (
    <span className={classes['lines']}>
      <Button size="compact-sm" onClick={submit} loading={fetcher.state !== 'idle'}>
        {t(isDivided ? 'group-together' : 'group-by-sector')}
      </Button>
      {fetcher.data?.refusal && fetcher.state === 'idle' && (
        <span role="alert">{t('refusals.GROUP_PARTLY_DECIDED')}</span>
      )}
    </span>
  )
}
