import { useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { FewLines } from '../ui/charts/few-lines.tsx'
import { HorizontalBars } from '../ui/charts/horizontal-bars.tsx'
import { LimitBars } from '../ui/charts/limit-bars.tsx'
import { DataAsOf } from '../ui/data-as-of.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import { LevelWay, YearForm } from './table-parts.tsx'
import type { plotsLoader } from './tables.server.ts'

/** How many lines a plot draws; the table has them all. */
const mostLines = 40

/** The plots of a year: the numbers of its tables, each with its table and a sentence. */
export function PlotsScreen() {
  const { level, way, year, years, asOf, rules, guarded, dataAsOf } = useLoaderData<typeof plotsLoader>()
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: `/reports/tables?${search}` }, { label: t('plots') }]}
        title={t('plots-title', { year: String(year) })}
        state={t('table-state', { level: level.name, year: String(year), day: formatDay(asOf), rules })}
      />
      <div className={classes['stack']}>
        <DataAsOf at={dataAsOf} />
        <LevelWay way={way} level={level.organizationId} />
        <YearForm year={year} years={years} />
        <Quota />
        <Years />
        <Self />
        <Progress />
        <Peers />
        {guarded && <p className={classes['note']}>{t('guarded')}</p>}
      </div>
    </>
  )
}

function Quota() {
  const { quota, quotaBy } = useLoaderData<typeof plotsLoader>()
  const t = useTranslations('reports.tables')
  const known = quota.filter(({ xs, limit }) => xs !== null && limit !== null)
  const over = known.filter(({ xs, limit }) => (xs ?? 0) > (limit ?? 0)).length
  const shown = known.slice(0, mostLines)
  const hidden = quota.length - known.length
  const sentence = [
    t(quotaBy === 'group' ? 'plot.quota-sentence-group' : 'plot.quota-sentence', { count: known.length, over }),
    ...(hidden > 0 ? [t('plot.quota-hidden', { count: hidden })] : []),
  ].join(' ')
  return (
    <Panel
      title={t(quotaBy === 'group' ? 'plot.quota-group' : 'plot.quota')}
      note={t('cut', { shown: shown.length, total: quota.length })}
    >
      {shown.length > 0 && (
        <LimitBars
          bars={shown.map(({ name, xs, limit }) => ({ name, value: xs, limit }))}
          sentence={sentence}
          heads={[t(quotaBy === 'group' ? 'group' : 'organization'), t('plot.xs'), t('plot.limit')]}
        />
      )}
      <p className={classes['note']}>{sentence}</p>
    </Panel>
  )
}

function Years() {
  const { shares } = useLoaderData<typeof plotsLoader>()
  const t = useTranslations('reports.tables')
  const format = useFormatter()
  const last = shares.at(-1)
  const words = (value: number | null | undefined) =>
    value === null || value === undefined ? t('unknown') : format.number(value)
  const sentence = t('plot.years-sentence', {
    year: String(last?.year ?? ''),
    xs: words(last?.xs),
    good: words(last?.good),
    rest: words(last?.rest),
  })
  const marks = shares.flatMap(({ year, rules }, at) => {
    const before = shares[at - 1]
    return before && before.rules !== rules ? [{ place: String(year), words: t('plot.rules-from', { rules }) }] : []
  })
  return (
    <Panel title={t('plot.years')}>
      <FewLines
        form="straight"
        unit="%"
        placeHead={t('year')}
        places={shares.map(({ year }) => String(year))}
        lines={[
          { name: t('plot.good'), values: shares.map(({ good }) => good) },
          { name: t('plot.xs'), values: shares.map(({ xs }) => xs) },
          { name: t('plot.rest'), values: shares.map(({ rest }) => rest) },
        ]}
        marks={marks}
        sentence={sentence}
      />
      <p className={classes['note']}>{sentence}</p>
    </Panel>
  )
}

function Self() {
  const { self } = useLoaderData<typeof plotsLoader>()
  const t = useTranslations('reports.tables')
  const format = useFormatter()
  const parts = (['higher', 'same', 'lower', 'none'] as const).map((key) => ({ key, count: self[key] }))
  const hidden = parts.filter(({ count }) => typeof count !== 'number')
  const say = (count: (typeof parts)[number]['count']) =>
    typeof count === 'number' ? format.number(count) : t(`hidden.${count}`)
  const sentence = t('plot.self-sentence', {
    higher: say(self.higher),
    same: say(self.same),
    lower: say(self.lower),
    none: say(self.none),
  })
  return (
    <Panel title={t('plot.self')}>
      <HorizontalBars
        bars={parts.flatMap(({ key, count }) =>
          typeof count === 'number'
            ? [{ name: t(`plot.self-${key}`), value: count, look: key === 'same' ? 'strong' : 'pale' } as const]
            : [],
        )}
        sentence={sentence}
        heads={[t('plot.self'), t('plot.persons')]}
        nameWidth={190}
      />
      <p className={classes['note']}>
        {sentence} {hidden.length > 0 && t('plot.not-drawn')}
      </p>
    </Panel>
  )
}

function Progress() {
  const { progress } = useLoaderData<typeof plotsLoader>()
  const t = useTranslations('reports.tables')
  const last = progress.at(-1)
  if (!last) {
    return (
      <Panel title={t('plot.progress')}>
        <MissingValue kind="missing" note={t('plot.no-progress')} />
      </Panel>
    )
  }
  const sentence = t('plot.progress-sentence', {
    day: formatDay(last.day),
    sent: last.sent,
    decided: last.decided,
    files: last.files,
  })
  return (
    <Panel title={t('plot.progress')}>
      {progress.length > 1 && (
        <FewLines
          form="step"
          placeHead={t('day')}
          places={progress.map(({ day }) => formatDay(day).slice(0, 5))}
          lines={[
            { name: t('plot.sent'), values: progress.map(({ sent }) => sent) },
            { name: t('plot.decided'), values: progress.map(({ decided }) => decided) },
          ]}
          sentence={sentence}
        />
      )}
      <p className={classes['note']}>{sentence}</p>
    </Panel>
  )
}

function Peers() {
  const { peers } = useLoaderData<typeof plotsLoader>()
  const t = useTranslations('reports.tables')
  const format = useFormatter()
  return peers.map(({ group, median, lines }) => {
    const known = lines.filter(({ share }) => share !== null)
    const shown = known.slice(0, mostLines)
    const [most, least] = [known[0], known.at(-1)]
    const sentence =
      median === null || !most || !least
        ? t('plot.peers-unknown', { count: lines.length })
        : t('plot.peers-sentence', {
            ...{ count: lines.length, known: known.length, median: format.number(median) },
            ...{ most: most.name, least: least.name },
          })
    return (
      <Panel
        key={group}
        title={t('plot.peers', { group })}
        note={t('cut', { shown: shown.length, total: lines.length })}
      >
        {shown.length > 0 && (
          <HorizontalBars
            bars={shown.map(({ name, share }) => ({
              name,
              value: share ?? 0,
              note: '%',
              look: median !== null && (share ?? 0) > median ? 'middle' : 'pale',
            }))}
            sentence={sentence}
            heads={[t('organization'), t('plot.xs-share')]}
            nameWidth={190}
          />
        )}
        <p className={classes['note']}>{sentence}</p>
      </Panel>
    )
  })
}
