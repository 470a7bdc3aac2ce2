import { Button } from '@mantine/core'
import { Form, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { breachLoader } from './breach.server.ts'
import { ChoiceField, DayField, Facts, LongField, Refusal, TextField } from './form-parts.tsx'
import classes from './privacy.module.css'
import { StateChip } from './state-chip.tsx'

/** A breach: its clock, what was found, whom it was told, and its next step. */
export function BreachScreen() {
  const { breach, organization, hoursLeft, mayHandle, reportedIt } = useLoaderData<typeof breachLoader>()
  const t = useTranslations('privacy')
  const { state, mustNotify } = breach
  const waiting = state === 'noticed' || (state === 'assessed' && mustNotify)
  const moment = (at: string | null) => (at === null ? null : formatMoment(at))
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/privacy' }, { label: breach.number }]}
        title={t('breach-title', { number: breach.number })}
        state={organization}
      />
      <div className={classes['stack']}>
        {waiting && (
          <Notice
            tone={hoursLeft < 0 ? 'error' : 'watch'}
            title={hoursLeft < 0 ? t('clock-over', { hours: -hoursLeft }) : t('clock-left', { hours: hoursLeft })}
          >
            {t('clock-help', { hours: breach.termHours, mark: breach.termConfidence })}
          </Notice>
        )}
        <Panel title={t('breach-facts')} aside={<StateChip state={state} />}>
          <Facts
            facts={[
              [t('noticed'), formatMoment(breach.noticedAt)],
              [t('noticed-by'), breach.noticedByName],
              [t('notify-by'), formatMoment(breach.dueAt)],
              [t('people'), t(`ranges.${breach.people}`)],
              [t('data-kinds'), breach.dataKinds],
              [t('happened'), breach.happened],
              [t('assessed'), moment(breach.assessedAt)],
              [t('assessed-by'), breach.assessedByName],
              [t('assessment'), breach.assessment],
              [t('must-notify'), mustNotify === null ? null : t(mustNotify ? 'yes' : 'no')],
              [t('notified'), moment(breach.notifiedAt)],
              [t('notified-to'), breach.notifiedTo],
              [t('notice-number'), breach.noticeNumber],
              [t('people-informed'), breach.peopleInformedOn === null ? null : formatDay(breach.peopleInformedOn)],
              [t('measures'), breach.measures],
              [t('closed'), moment(breach.closedAt)],
              [t('closed-by'), breach.closedByName],
            ]}
          />
        </Panel>
        {mayHandle && state === 'noticed' && (
          <Step intent="assess" title={t('assess')}>
            <ChoiceField
              intent="assess"
              name="mustNotify"
              label={t('must-notify')}
              choices={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(one) }))}
            />
            <LongField intent="assess" name="assessment" label={t('assessment')} />
          </Step>
        )}
        {mayHandle && state === 'assessed' && mustNotify && (
          <Step intent="notify" title={t('notify')}>
            <DayField intent="notify" name="notifiedDay" label={t('notified-day')} />
            <TextField intent="notify" name="notifiedTime" label={t('noticed-time')} placeholder="08:30" />
            <TextField intent="notify" name="notifiedTo" label={t('notified-to')} />
            <TextField intent="notify" name="noticeNumber" label={t('notice-number')} />
            <DayField intent="notify" name="peopleInformedOn" label={t('people-informed')} help={t('optional')} />
          </Step>
        )}
        {mayHandle && reportedIt && state !== 'closed' && state !== 'noticed' && (
          <Notice tone="info">{t('another-closes')}</Notice>
        )}
        {mayHandle && !reportedIt && (state === 'notified' || (state === 'assessed' && mustNotify === false)) && (
          <Step intent="close" title={t('close')}>
            <LongField intent="close" name="measures" label={t('measures')} />
          </Step>
        )}
      </div>
    </>
  )
}

function Step({ intent, title, children }: { intent: string; title: string; children: ReactNode }) {
  const { breach, requestId } = useLoaderData<typeof breachLoader>()
  const t = useTranslations('privacy')
  return (
    <Panel title={title}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={breach.version} />
        <div className={classes['fields']}>{children}</div>
        <div className={classes['end']}>
          <Button type="submit" variant="filled">
            {t('save-step')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
