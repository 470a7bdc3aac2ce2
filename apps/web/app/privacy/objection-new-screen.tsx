import { Button } from '@mantine/core'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { newObjectionLoader } from './answer.server.ts'
import { ChoiceField, LongField, Refusal } from './form-parts.tsx'
import classes from './privacy.module.css'

const aspects = ['value', 'decision', 'sign'] as const

/** Files an objection to one record: what of it, and why. */
export function ObjectionNewScreen() {
  const { recordTable, recordId, year, code, requestId } = useLoaderData<typeof newObjectionLoader>()
  const t = useTranslations('privacy')
  const intent = 'file'
  const about = t(`records.${recordTable}`)
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/privacy' }, { label: t('file-objection') }]}
        title={t('file-objection')}
        state={[about, year === null ? '' : String(year), code ?? ''].filter(Boolean).join(', ')}
      />
      <Panel title={t('your-objection')}>
        <Refusal intent={intent} />
        <Form method="post">
          <input type="hidden" name="intent" value={intent} />
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="recordTable" value={recordTable} />
          <input type="hidden" name="recordId" value={recordId} />
          <p className={classes['light']}>{t('objection-help')}</p>
          <div className={classes['fields']}>
            <ChoiceField
              intent={intent}
              name="aspect"
              label={t('aspect')}
              choices={aspects.map((one) => ({ value: one, label: t(`aspects.${one}`) }))}
            />
            <LongField intent={intent} name="reason" label={t('reason')} />
          </div>
          <div className={classes['end']}>
            <Button type="submit" variant="filled">
              {t('send-objection')}
            </Button>
          </div>
        </Form>
      </Panel>
    </>
  )
}
