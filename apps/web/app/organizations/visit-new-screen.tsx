import { Button, Textarea, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './areas.module.css'
import { VisitAnswer } from './visit-answer.tsx'
import type { newVisitAction, newVisitLoader } from './visit-note.server.ts'

/** A note after a visit, made to be filled on a phone in two minutes: the day, what was seen, what was promised by when. */
export function VisitNewScreen() {
  const { organization, today, isInCharge, promises, requestId } = useLoaderData<typeof newVisitLoader>()
  const answer = useActionData<typeof newVisitAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('charge')
  const typed = answer?.typed ?? {}
  const fault = (name: string) => (answer?.wrong.includes(name) ? t('check-field') : undefined)
  const filled = Array.from({ length: promises }, (_, at) => at).filter(
    (at) => typed[`promise-${at}`] || typed[`dueOn-${at}`],
  )
  const row = (at: number) => (
    <div key={at} className={classes['fields']}>
      <TextInput
        name={`promise-${at}`}
        label={t('promise-of', { number: at + 1 })}
        description={at === 0 ? t('promise-help') : undefined}
        defaultValue={typed[`promise-${at}`] ?? ''}
        error={fault(`promise-${at}`)}
        maxLength={300}
      />
      <DayInput
        name={`dueOn-${at}`}
        label={t('promise-by', { number: at + 1 })}
        defaultValue={typed[`dueOn-${at}`] ?? ''}
        error={fault(`dueOn-${at}`)}
      />
    </div>
  )
  return (
    <>
      <PageHead
        crumbs={[{ label: organization.name, to: `/organizations/${organization.organizationId}` }]}
        title={t('new-title')}
        state={t('new-state', { name: organization.name })}
      />
      <div className={classes['stack']}>
        <VisitAnswer answer={answer} done={null} />
        {!isInCharge && <Notice tone="watch" title={t('not-in-charge')} />}
        <Panel title={t('new-form')}>
          <Form method="post" className={classes['stack']}>
            <input type="hidden" name="requestId" value={typed['requestId'] ?? requestId} />
            <input type="hidden" name="organizationId" value={organization.organizationId} />
            <DayInput
              name="visitedOn"
              label={t('visited-on')}
              defaultValue={typed['visitedOn'] ?? formatDay(today)}
              error={fault('visitedOn')}
              required
              withAsterisk={false}
            />
            <Textarea
              name="seen"
              label={t('seen')}
              description={t('seen-help')}
              autosize
              minRows={4}
              maxLength={4_000}
              defaultValue={typed['seen'] ?? ''}
              error={fault('seen')}
              required
              withAsterisk={false}
            />
            {row(0)}
            <details open={filled.some((at) => at > 0) ? true : undefined}>
              <summary>{t('more-promises')}</summary>
              {Array.from({ length: promises - 1 }, (_, at) => row(at + 1))}
            </details>
            <div className={classes['end']}>
              <Button type="submit" variant="filled" loading={busy}>
                {t('keep')}
              </Button>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  )
}
