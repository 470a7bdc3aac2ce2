import { Checkbox } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterButtons } from '../../ui/filter-buttons.tsx'
import { formatDay } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RuleSource } from '../confidence-mark.tsx'
import classes from './after.module.css'
import type { awardsLoader } from './awards.server.ts'
import { Act, Answered, Field } from './form-parts.tsx'

const ofPeople = ['excellent-year', 'excellent-five-years'] as const
const ofUnits = ['exemplary-year', 'exemplary-five-years'] as const

/** Candidates for awards with their reasons, by kind; the award decision is recorded for those chosen. */
export function AwardsScreen() {
  const view = useLoaderData<typeof awardsLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('ratings.after')
  const kinds = [...(view.isDecided ? ofPeople : []), ...(view.decidesUnits ? ofUnits : [])]
  const [first = 'excellent-year'] = kinds
  const kind = kinds.find((one) => one === search.get('kind')) ?? first
  const mayRecord = ofUnits.some((one) => one === kind) ? view.mayRecord.unit : view.mayRecord.person
  const shown = view.candidates.filter((one) => one.kind === kind)
  const year = String(view.year)
  const intent = 'record'
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('crumb-year', { year }), to: `/ratings/${year}/committees/${view.committeeId}/decision` },
          { label: t('awards.crumb') },
        ]}
        title={t('awards.title', { year })}
        state={`${view.committee}. ${t('awards.state')}`}
      />
      <div className={classes['stack']}>
        {kinds.length === 0 && <EmptyState why={t('awards.not-decided')} />}
        {kinds.length > 0 && (
          <Panel title={t('awards.candidates')} note={t(`awards.kinds.${kind}`)}>
            <div className={classes['stack']}>
              <p className={classes['light']}>
                <RuleSource source={view.source} />
              </p>
              <FilterButtons
                label={t('awards.kind')}
                name="kind"
                choices={kinds.map((value) => ({
                  value: value === first ? null : value,
                  label: t(`awards.kinds.${value}`),
                  count: view.candidates.filter((one) => one.kind === value).length,
                }))}
              />
              <Answered intent={intent} />
              {shown.length === 0 ? (
                <EmptyState why={t('awards.no-candidates')} />
              ) : mayRecord ? (
                <Act intent={intent} requestId={view.requestId} hidden={{ kind }} label={t('awards.save')} main>
                  <ul className={`${classes['list']} ${classes['wide']}`}>
                    {shown.map((one) => (
                      <li key={one.caseId}>
                        <Checkbox
                          name="chosen"
                          value={one.caseId}
                          label={[one.fullName, one.cellName].filter(Boolean).join(', ')}
                          description={reasonOf(one)}
                        />
                      </li>
                    ))}
                  </ul>
                  <Field intent={intent} name="decisionNumber" label={t('awards.number')} />
                  <Field intent={intent} name="decidedOn" label={t('awards.day')} value={formatDay(view.today)} day />
                  <Field intent={intent} name="deciderName" label={t('awards.decider')} value={view.committee} />
                </Act>
              ) : (
                <>
                  <p className={classes['light']}>{t('awards.committee-only')}</p>
                  <ul className={classes['list']}>
                    {shown.map((one) => (
                      <li key={one.caseId}>
                        <p>
                          <Link to={`/ratings/${year}/cases/${one.caseId}/outcome`}>{one.fullName}</Link>
                          {one.cellName && `, ${one.cellName}`}
                        </p>
                        <p className={classes['light']}>{reasonOf(one)}</p>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </Panel>
        )}
        <Panel title={t('awards.recorded')}>
          {view.awards.length === 0 ? (
            <p className={classes['light']}>{t('awards.none-recorded')}</p>
          ) : (
            <ul className={classes['list']}>
              {view.awards.map((award) => (
                <li key={award.id} className={award.annulled ? classes['old'] : undefined}>
                  <p>
                    <Link to={`/ratings/${year}/cases/${award.caseId}/outcome`}>{award.name}</Link>:{' '}
                    {t('awards.line', {
                      kind: t(`awards.kinds.${award.kind}`),
                      number: award.number,
                      day: formatDay(award.day),
                      decider: award.decider,
                    })}
                  </p>
                  {award.annulled && <p>{t('awards.annulled', award.annulled)}</p>}
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  )

  function reasonOf({
    kind: of,
    firstYear,
    run,
    missing,
  }: Pick<(typeof view.candidates)[number], 'kind' | 'firstYear' | 'run' | 'missing'>): string {
    if (of.endsWith('five-years')) return t('awards.why-five', { first: String(firstYear), year })
    const gap = missing === null ? '' : ` ${t('awards.why-missing', { missing: String(missing) })}`
    return `${t('awards.why-year', { year, run })}${gap}`
  }
}
