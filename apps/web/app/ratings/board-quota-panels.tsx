import { useLoaderData } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { HorizontalBars } from '../ui/charts/horizontal-bars.tsx'
import { formatMoment } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './board.module.css'
import type { boardLoader } from './board.server.ts'
import { ConfidenceMark } from './confidence-mark.tsx'

type Loaded = ReturnType<typeof useLoaderData<typeof boardLoader>>
type Group = Loaded['quota']['groups'][number]

/** The quota of each group, and for every group over it: who, why, and the fewest moves that would be enough. */
export function QuotaPanels() {
  const { quota } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board')
  return (
    <>
      <Panel title={t('quota.title')} flush>
        <table className={classes['quota']}>
          <thead>
            <tr>
              <th scope="col">{t('quota.group')}</th>
              <th scope="col">{t('quota.figures')}</th>
              <th scope="col">{t('quota.left')}</th>
            </tr>
          </thead>
          <tbody>
            {quota.groups.map((group) => (
              <tr key={group.key} className={group.excess > 0 ? classes['overRow'] : undefined}>
                <th scope="row" className={classes['group']}>
                  <strong>{t(`quota.groups.${keyOf(group.key)}`)}</strong>
                  <span className={classes['small']}>{t(`quota.group-notes.${keyOf(group.key)}`)}</span>
                </th>
                <td>
                  <strong>{group.xs}</strong> / <LimitWhy group={group} />
                </td>
                <td className={`${classes['left']} ${group.excess > 0 ? classes['over'] : ''}`}>
                  {group.excess > 0 ? t('quota.over', { count: group.excess }) : group.limit - group.xs}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      {quota.groups
        .filter(({ excess }) => excess > 0)
        .map((group) => (
          <OverPanel key={group.key} group={group} />
        ))}
    </>
  )
}

const keyOf = (key: string) => (key === 'LEADER' || key === 'MEMBER_2A' ? key : 'MEMBER_2C')

function LimitWhy({ group }: { group: Group }) {
  const { quota, states, at, rows } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board.quota')
  const format = useFormatter()
  const unsent = states['not-started'] + states['in-work'] + states['with-intermediate'] + states.returned
  const unrounded = format.number(Number(group.unrounded), { maximumFractionDigits: 2 })
  const how = t(`how.${quota.rounding}`, {
    percent: quota.percent,
    base: group.base,
    unrounded,
    limit: group.limit,
  })
  const facts = t(`bases.${quota.denominator}`, { base: group.base, cells: rows.length - unsent })
  return (
    <WhyPopover
      title={t('why-limit', { limit: group.limit })}
      sentence={`${t(`groups.${keyOf(group.key)}`)}: ${how}. ${facts}.`}
      why={{
        how,
        facts,
        ...(unsent > 0 && { missing: t('missing', { count: unsent }) }),
        rule: (
          <>
            {quota.rules}. {t('denominator-open')}
          </>
        ),
        source: (
          <>
            {quota.source.document}, {quota.source.provision}. <ConfidenceMark confidence={quota.source.confidence} />
          </>
        ),
        at: formatMoment(at),
      }}
    >
      {group.limit}
    </WhyPopover>
  )
}

function OverPanel({ group }: { group: Group }) {
  const { quota } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('ratings.board.quota')
  const format = useFormatter()
  const name = t(`groups.${keyOf(group.key)}`)
  const bars = group.bars.map(({ organizationId, name: cell, cells, excellent, share, isOver }) => ({
    name: organizationId === null ? t('others', { count: cells }) : shortName(cell),
    value: excellent,
    ...(share !== null && { note: `${format.number(share)}%` }),
    look: isOver ? ('red' as const) : ('middle' as const),
  }))
  const after = { xs: group.after.xs, base: group.after.base, percent: quota.percent }
  const counts = { excess: group.excess, moves: group.smallestMoves, ...after }
  return (
    <Panel title={t('over-title', { group: name })}>
      <div className={classes['stack']}>
        <p className={classes['small']}>{t(`bars-note.${quota.denominator}`, { percent: quota.percent })}</p>
        <HorizontalBars
          bars={bars}
          heads={[t('cell'), t('proposed')]}
          nameWidth={128}
          sentence={t('bars-sentence', {
            group: name,
            list: bars.map(({ name: cell, value }) => `${cell} ${value}`).join(', '),
          })}
        />
        <p>
          {t.rich(group.smallestMoves < group.excess ? 'moves-fewer' : 'moves', {
            ...counts,
            strong: (text) => <strong>{text}</strong>,
          })}
        </p>
        <p className={classes['small']}>{t('never-machine')}</p>
      </div>
    </Panel>
  )
}

/** "Chi bộ" stands before every name: the bars keep what tells them apart. */
function shortName(name: string): string {
  const own = name.replace(/^Chi bộ /u, '')
  return own.length > 17 ? `${own.slice(0, 16)}…` : own
}
