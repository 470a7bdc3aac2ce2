import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Deadline } from '../ui/deadline.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { objectionLoader } from './answer.server.ts'
import { AnswerForm } from './answer-form.tsx'
import { Facts } from './form-parts.tsx'
import classes from './privacy.module.css'
import { StateChip } from './state-chip.tsx'

/** An objection with its clock, and the written answer by another person than who filed it or entered what is contested. */
export function ObjectionScreen() {
  const { objection, organization, deadline, mayAnswer, stands, requestId } = useLoaderData<typeof objectionLoader>()
  const t = useTranslations('privacy')
  const { subject, aspect, filedOn, dueOn, rawDueOn, state, version } = objection
  const how = `/calendar/due?from=${filedOn}&quantity=15&unit=WD&roll=next_wd`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/privacy' }, { label: t('objection') }]}
        title={t('objection-title', { subject })}
        state={t('objection-state', { aspect: t(`aspects.${aspect}`) })}
      />
      <div className={classes['stack']}>
        <Panel title={t('objection-facts')} aside={<StateChip state={state} />}>
          <Facts
            facts={[
              [t('organization'), organization],
              [t('filed'), formatDay(filedOn)],
              [t('filed-by'), objection.filedByName],
              [
                t('due'),
                deadline === null ? (
                  formatDay(dueOn)
                ) : (
                  <Deadline deadline={deadline} longDay how={<a href={how}>{t('how-counted')}</a>} />
                ),
              ],
              [t('raw-due'), rawDueOn === dueOn ? null : formatDay(rawDueOn)],
              [t('reason'), objection.reason],
            ]}
          />
        </Panel>
        {state !== 'open' && (
          <Panel title={t('answer')}>
            <Facts
              facts={[
                [t('answer-number'), objection.answerNumber],
                [t('answered-on'), objection.answeredOn === null ? null : formatDay(objection.answeredOn)],
                [t('answered-by'), objection.answeredByName],
                [t('answer-text'), objection.answer],
              ]}
            />
          </Panel>
        )}
        {stands !== null && <Notice tone="info">{t(`stands.${stands}`)}</Notice>}
        {mayAnswer && (
          <AnswerForm
            requestId={requestId}
            version={version}
            states={[
              { value: 'upheld', label: t('states.upheld') },
              { value: 'partly', label: t('states.partly') },
              { value: 'rejected', label: t('states.rejected') },
            ]}
          />
        )}
      </div>
    </>
  )
}
