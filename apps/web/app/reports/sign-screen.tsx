import { Button, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import { Notice, RefusalNotice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import type { SignAnswer, signLoader } from './sign.server.ts'
import { Findings } from './table-parts.tsx'

const refusals = [
  'DOES_NOT_ADD_UP',
  'REASON_REQUIRED',
  'DAY_IN_FUTURE',
  'NOTHING_CHANGED',
  'SIGNED_BEFORE_THIS_DAY',
  'FORM',
] as const
const isKnown = (code: string): code is (typeof refusals)[number] => refusals.some((one) => one === code)

/** Checks all tables of a level and year, and signs them as they stand. */
export function SignScreen() {
  const { level, year, asOf, rules, findings, standing, signerName, requestId } = useLoaderData<typeof signLoader>()
  const answer = useActionData<SignAnswer>()
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  const fault = (name: string) => (answer?.faults.includes(name) ? t('fault') : undefined)
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: `/reports/tables?${search}` }, { label: t('check-and-sign') }]}
        title={t('sign-title', { year: String(year) })}
        state={t('table-state', { level: level.name, year: String(year), day: formatDay(asOf), rules })}
      />
      <div className={classes['stack']}>
        {answer && (
          <RefusalNotice
            title={t('not-signed-now')}
            rules={
              answer.findings.length > 0
                ? answer.findings.map(({ code, text }) => ({ code, found: text }))
                : [{ code: answer.code, found: isKnown(answer.code) ? t(`refusals.${answer.code}`) : answer.code }]
            }
          />
        )}
        <Findings findings={findings} />
        {standing && (
          <Notice tone="info" title={t('standing', { day: formatDay(standing.asOf), name: standing.signerName })}>
            {t('standing-changes', { count: standing.changes })}
          </Notice>
        )}
        <Panel title={t('sign-form')}>
          <Form method="post">
            <input type="hidden" name="requestId" value={requestId} />
            <div className={classes['fields']}>
              <p className={classes['note']}>{t('sign-help')}</p>
              <TextInput
                name="signerName"
                label={t('signer-name')}
                defaultValue={answer?.typed['signerName'] ?? signerName}
                error={fault('signerName')}
              />
              <TextInput
                name="signerTitle"
                label={t('signer-title')}
                defaultValue={answer?.typed['signerTitle'] ?? ''}
                error={fault('signerTitle')}
              />
              {standing && (
                <Textarea
                  name="reason"
                  label={t('reason')}
                  description={t('reason-help')}
                  defaultValue={answer?.typed['reason'] ?? ''}
                  error={fault('reason')}
                  autosize
                  minRows={2}
                />
              )}
              <div className={classes['bar']}>
                <Button type="submit">{t('sign')}</Button>
                <Link to={`/reports/tables?${search}`}>{t('back')}</Link>
              </div>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  )
}
