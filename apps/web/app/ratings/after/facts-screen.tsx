import { useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../ui/empty-state.tsx'
import { formatDay } from '../../ui/format.ts'
import { MissingValue } from '../../ui/missing-value.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './after.module.css'
import type { factsLoader } from './facts.server.ts'
import { Act, Answered, Facts, Field } from './form-parts.tsx'

/** Figures typed with their source, cell by cell, until the rooms they belong to answer for them. */
export function FactsScreen() {
  const { year, committeeId, committee, cells, isOpen } = useLoaderData<typeof factsLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('ratings.after')
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('crumb-year', { year: String(year) }), to: `/ratings/${year}/committees/${committeeId}` },
          { label: t('facts.crumb') },
        ]}
        title={t('facts.title', { year: String(year) })}
        state={`${committee}. ${t('facts.state')}`}
      />
      <div className={classes['stack']}>
        {cells.length === 0 && <EmptyState why={t('facts.none')} />}
        {cells.map((cell) => {
          const filled = cell.facts.filter(({ value }) => value !== null).length
          return (
            <Panel
              key={cell.organizationId}
              title={cell.name}
              note={t('facts.count-of', { filled, all: cell.facts.length })}
            >
              <details open={search.get('cell') === cell.organizationId || cells.length <= 3}>
                <summary>{t('substance.enter')}</summary>
                <div className={classes['stack']}>
                  {cell.facts.map((fact) => (
                    <OneFact key={fact.fact} cell={cell} fact={fact} isOpen={isOpen} />
                  ))}
                  <p className={classes['light']}>{t('facts.take-back')}</p>
                </div>
              </details>
            </Panel>
          )
        })}
      </div>
    </>
  )
}

type Cell = ReturnType<typeof useLoaderData<typeof factsLoader>>['cells'][number]

function OneFact({ cell, fact, isOpen }: { cell: Cell; fact: Cell['facts'][number]; isOpen: boolean }) {
  const { requestId } = useLoaderData<typeof factsLoader>()
  const t = useTranslations('ratings.after.facts')
  const intent = `${fact.fact} ${cell.organizationId}`
  const shown = fact.value === null ? '' : String(fact.value).replace('.', ',')
  return (
    <section className={classes['fact']} aria-label={`${fact.label}, ${cell.name}`}>
      <Facts
        facts={[
          [
            fact.label,
            <>
              {fact.value === null ? <MissingValue kind="missing" /> : <strong>{shown}</strong>}{' '}
              {fact.value !== null && fact.asOf !== null && (
                <span className={classes['light']}>
                  {`${fact.source}, ${formatDay(fact.asOf)}. `}
                  {t('entered', { by: fact.by ?? '' })}.
                </span>
              )}{' '}
              <span className={classes['light']}>{t('will-come', { room: t(`rooms.${fact.room}`) })}</span>
            </>,
          ],
        ]}
      />
      {isOpen && (
        <>
          <Answered intent={intent} />
          <Act
            intent={intent}
            requestId={requestId}
            version={fact.version}
            hidden={{ organizationId: cell.organizationId, fact: fact.fact }}
            label={t('save')}
          >
            <Field intent={intent} name="value" label={t('value')} value={shown} numeric />
            <Field intent={intent} name="source" label={t('source')} value={fact.source} />
            <Field
              intent={intent}
              name="asOfOn"
              label={t('as-of')}
              value={fact.asOf === null ? '' : formatDay(fact.asOf)}
              day
            />
          </Act>
        </>
      )}
    </section>
  )
}
