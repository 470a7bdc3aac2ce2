import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './campaign.module.css'
import type { newCampaignAction, newCampaignLoader } from './campaign.server.ts'
import { ConfidenceMark, RuleSource } from './confidence-mark.tsx'
import { useFocusFault } from './use-focus-fault.ts'

const days = ['opensOn', 'cutOffOn', 'cellDueOn', 'committeeDueOn'] as const
const denominators = ['T_OR_BETTER', 'T_ONLY', 'ALL_RATED'] as const
const bases = ['ELIGIBLE', 'PRESENT', 'ISSUED', 'COLLECTED', 'VALID'] as const

/** Prepares a year: its days as the rules' calendar proposes them, and what the law leaves open, each with its source. */
export function CampaignNewScreen() {
  const { year, taken, committees, rules, requestId } = useLoaderData<typeof newCampaignLoader>()
  const answer = useActionData<typeof newCampaignAction>()
  useFocusFault(answer)
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('ratings.campaigns')
  const typed: Partial<Record<string, string>> = answer?.typed ?? {}
  const faults: Partial<Record<string, 'malformed' | 'out-of-order' | 'outside-law'>> = answer?.faults ?? {}
  const lawEnd = rules?.lawEnd ?? null
  const faultOf = (field: string) => {
    const fault = faults[field]
    if (fault === undefined) return undefined
    return fault === 'outside-law'
      ? t('faults.outside-law', { day: lawEnd ? formatDay(lawEnd.before) : '' })
      : t(`faults.${fault}`)
  }

  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/ratings' }, { label: t('new') }]}
        title={t('new-title', { year: String(year) })}
        state={t('new-state')}
      />
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {answer?.refusal && (
            <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
              {t('kept-typed')}
            </Notice>
          )}
          {taken.includes(year) && (
            <Notice tone="watch" end={<Link to={`/ratings/${year}/setup`}>{t('open-it')}</Link>}>
              {t('taken', { year: String(year) })}
            </Notice>
          )}
          <Panel title={t('year')}>
            <Form method="get" className={classes['end']}>
              <TextInput
                name="year"
                aria-label={t('year')}
                defaultValue={String(year)}
                key={year}
                inputMode="numeric"
                w={110}
              />
              <Button type="submit">{t('change-year')}</Button>
            </Form>
          </Panel>
          {rules === null ? (
            <EmptyState why={t('no-rules', { year: String(year) })} />
          ) : (
            <Form method="post" className={classes['stack']} key={year}>
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="year" value={year} />
              {committees.length === 1 ? (
                <input type="hidden" name="organizationId" value={committees[0]?.id} />
              ) : (
                <Panel title={t('committee')}>
                  <NativeSelect
                    name="organizationId"
                    aria-label={t('committee')}
                    defaultValue={typed['organizationId']}
                    data={committees.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </Panel>
              )}
              <Panel title={t('days')}>
                <div className={classes['fields']}>
                  {days.map((field) => {
                    const proposed = rules.days[field]
                    return (
                      <DayInput
                        key={field}
                        name={field}
                        label={t(field)}
                        required
                        withAsterisk={false}
                        defaultValue={typed[field] ?? formatDay(proposed.day)}
                        error={faultOf(field)}
                        description={[
                          t(`day-notes.${field}`),
                          proposed.movedFrom === null ? '' : t('moved-from', { day: formatDay(proposed.movedFrom) }),
                          proposed.provisional ? t('provisional') : '',
                          proposed.ownProposal ? t('own-proposal') : '',
                        ]
                          .filter(Boolean)
                          .join(' ')}
                      />
                    )
                  })}
                </div>
                <p className={classes['small']} style={{ marginTop: '0.75rem' }}>
                  {t('days-source')} <RuleSource source={rules.daysSource} />
                </p>
                {lawEnd && (
                  <p className={classes['small']}>
                    {t('law-end', { day: formatDay(lawEnd.before) })} <RuleSource source={lawEnd.source} />
                  </p>
                )}
              </Panel>
              <Panel title={t('quota')} aside={<Unsettled />}>
                <Radio.Group
                  name="quotaDenominator"
                  defaultValue={typed['quotaDenominator'] ?? rules.quota.denominator}
                  label={t('denominator', { percent: rules.quota.percent })}
                  description={t('denominator-note', { exception: rules.quota.exceptionPercent })}
                >
                  <div className={classes['choice']}>
                    {denominators.map((one) => (
                      <Radio
                        key={one}
                        value={one}
                        label={`${t(`denominators.${one}`)}${one === rules.quota.denominator ? ` (${t('default')})` : ''}`}
                        description={t(`denominator-sources.${one}`)}
                      />
                    ))}
                  </div>
                </Radio.Group>
                <p className={classes['small']} style={{ marginTop: '0.75rem' }}>
                  {t('source')} <RuleSource source={rules.quota.source} />
                </p>
              </Panel>
              <Panel title={t('voting')} aside={<Unsettled />}>
                <Radio.Group
                  name="votingBase"
                  defaultValue={typed['votingBase'] ?? rules.voting.base}
                  label={t('voting-base')}
                  description={t('voting-note')}
                >
                  <div className={classes['choice']}>
                    {bases.map((one) => (
                      <Radio
                        key={one}
                        value={one}
                        label={`${t(`bases.${one}`)}${one === rules.voting.base ? ` (${t('default')})` : ''}`}
                      />
                    ))}
                  </div>
                </Radio.Group>
                <p className={classes['small']} style={{ marginTop: '0.75rem' }}>
                  {t('source')} <RuleSource source={rules.voting.source} />
                </p>
              </Panel>
              <Panel title={t('second-entry')}>
                <Checkbox
                  name="secondEntryRequired"
                  value="true"
                  defaultChecked={
                    answer === undefined ? rules.secondEntryRequired : typed['secondEntryRequired'] === 'true'
                  }
                  label={t('second-entry-label')}
                  description={t('second-entry-note')}
                />
              </Panel>
              <Panel title={t('two-rounds')}>
                <Checkbox
                  name="twoRounds"
                  value="true"
                  defaultChecked={typed['twoRounds'] === 'true'}
                  label={t('two-rounds-label')}
                  description={t('two-rounds-note')}
                />
              </Panel>
              <div className={classes['end']}>
                <Button type="submit" variant="filled" loading={busy}>
                  {t('create')}
                </Button>
                <Button component={Link} to="/ratings">
                  {t('cancel')}
                </Button>
              </div>
            </Form>
          )}
        </div>
        {rules !== null && (
          <Panel title={t('rules')}>
            <div className={classes['tight']}>
              <p>
                <strong>{rules.title}</strong>
              </p>
              <p className={classes['small']}>{t('pinned')}</p>
              <ul className={classes['list']}>
                {rules.basis.map(({ number, date, issuer, confidence }) => (
                  <li key={number}>
                    {number}, {formatDay(date)}, {issuer}. <ConfidenceMark confidence={confidence} />
                  </li>
                ))}
              </ul>
            </div>
          </Panel>
        )}
      </div>
    </>
  )
}

/** Says that the law does not settle the choice. */
function Unsettled() {
  const t = useTranslations('ratings.campaigns')
  return <strong>{t('unsettled')}</strong>
}
