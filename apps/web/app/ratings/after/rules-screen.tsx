import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RuleSource } from '../confidence-mark.tsx'
import classes from './after.module.css'
import { Act, Answered, Field } from './form-parts.tsx'
import type { afterRulesLoader } from './rules.server.ts'

/** What the law leaves open around a year's decisions: windows of complaints, what the checks ask; with sources and marks. */
export function AfterRulesScreen() {
  const { year, options, version, enteredByName, updatedAt, isOpen, sources, requestId } =
    useLoaderData<typeof afterRulesLoader>()
  const t = useTranslations('ratings.after.rules')
  const units = [
    { value: 'WD', label: t('units.WD') },
    { value: 'CD', label: t('units.CD') },
  ]
  const intent = 'set'
  const { appeal, checks } = options
  return (
    <>
      <PageHead
        crumbs={[{ label: String(year), to: `/ratings/${year}/setup` }, { label: t('crumb') }]}
        title={t('title', { year: String(year) })}
        state={t('state')}
      />
      <div className={classes['stack']}>
        <p className={classes['light']}>
          {enteredByName === null || updatedAt === null
            ? t('default')
            : t('set-by', { by: enteredByName, day: formatMoment(updatedAt) })}
        </p>
        {!isOpen && <Notice tone="watch">{t('closed')}</Notice>}
        <Answered intent={intent} />
        <Panel title={t('appeal')}>
          <div className={classes['stack']}>
            <p className={classes['light']}>
              <RuleSource source={sources.appeal} />
            </p>
            <p className={classes['light']}>
              {t('checks')}: <RuleSource source={sources.checks} />
            </p>
            {isOpen && (
              <Act intent={intent} requestId={requestId} version={version} label={t('save')} main>
                <Field
                  intent={intent}
                  name="fileQuantity"
                  label={t('file-quantity')}
                  value={String(appeal.file.quantity)}
                  numeric
                />
                <Field
                  intent={intent}
                  name="fileUnit"
                  label={t('file-unit')}
                  value={appeal.file.unit}
                  choices={units}
                />
                <Field
                  intent={intent}
                  name="answerQuantity"
                  label={t('answer-quantity')}
                  value={String(appeal.answer.quantity)}
                  numeric
                />
                <Field
                  intent={intent}
                  name="answerUnit"
                  label={t('answer-unit')}
                  value={appeal.answer.unit}
                  choices={units}
                />
                <Field
                  intent={intent}
                  name="late"
                  label={t('late')}
                  value={appeal.late}
                  choices={[
                    { value: 'ACCEPT_MARKED', label: t('lates.ACCEPT_MARKED') },
                    { value: 'REFUSE', label: t('lates.REFUSE') },
                  ]}
                />
                <Field
                  intent={intent}
                  name="meetingScoreBelow"
                  label={t('meeting-score')}
                  value={String(checks.meetingScoreBelow)}
                  numeric
                />
                <Field
                  intent={intent}
                  name="peerShareOver"
                  label={t('peer-share')}
                  value={String(checks.peerShareOver)}
                  numeric
                />
                <Field
                  intent={intent}
                  name="peerLeastRated"
                  label={t('peer-least')}
                  value={String(checks.peerLeastRated)}
                  numeric
                />
                <Field
                  intent={intent}
                  name="selfLevelsBelow"
                  label={t('self-below')}
                  value={String(checks.selfLevelsBelow)}
                  numeric
                />
              </Act>
            )}
          </div>
        </Panel>
      </div>
    </>
  )
}
