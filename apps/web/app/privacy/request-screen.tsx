import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Deadline } from '../ui/deadline.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { requestLoader } from './answer.server.ts'
import { AnswerForm } from './answer-form.tsx'
import { Facts } from './form-parts.tsx'
import classes from './privacy.module.css'
import { StateChip } from './state-chip.tsx'

/** A request with its clock, and the written answer by another person. */
export function RequestScreen() {
  const { request, organization, deadline, mayAnswer, enteredIt, requestId } = useLoaderData<typeof requestLoader>()
  const t = useTranslations('privacy')
  const { number, kind, receivedOn, dueOn, rawDueOn, termQuantity, termUnit, state, version } = request
  const how = `/calendar/due?from=${receivedOn}&quantity=${termQuantity}&unit=${termUnit}&roll=next_wd`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/privacy' }, { label: number }]}
        title={t('request-title', { number })}
        state={t(`kinds.${kind}`)}
      />
      <div className={classes['stack']}>
        <Panel title={t('request-facts')} aside={<StateChip state={state} />}>
          <Facts
            facts={[
              [t('organization'), organization],
              [t('subject-name'), request.subjectName],
              [t('channel'), t(`channels.${request.channel}`)],
              [t('received'), formatDay(receivedOn)],
              [
                t('due'),
                deadline === null ? (
                  formatDay(dueOn)
                ) : (
                  <Deadline deadline={deadline} longDay how={<a href={how}>{t('how-counted')}</a>} />
                ),
              ],
              [t('raw-due'), rawDueOn === dueOn ? null : formatDay(rawDueOn)],
              [t('content'), request.content],
              [t('entered-by'), request.enteredByName],
            ]}
          />
        </Panel>
        {state !== 'open' && (
          <Panel title={t('answer')}>
            <Facts
              facts={[
                [t('answer-number'), request.answerNumber],
                [t('answered-on'), request.answeredOn === null ? null : formatDay(request.answeredOn)],
                [t('answered-by'), request.answeredByName],
                [t('answer-text'), request.answer],
              ]}
            />
          </Panel>
        )}
        {enteredIt && <Notice tone="info">{t('another-answers')}</Notice>}
        {mayAnswer && (
          <AnswerForm
            requestId={requestId}
            version={version}
            states={[
              { value: 'fulfilled', label: t('states.fulfilled') },
              { value: 'partly', label: t('states.partly') },
              { value: 'refused', label: t('states.refused') },
            ]}
          />
        )}
      </div>
    </>
  )
}
