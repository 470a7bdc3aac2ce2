import { Button, NativeSelect } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { MonitorDown } from './monitor-down.tsx'
import classes from './watch.module.css'
import type { watchNewAction, watchNewLoader } from './watch.server.ts'
import { SignFields } from './watch-fields.tsx'

/** Records the first sign about an organization; it then waits for its appraisal, and nothing more. */
export function WatchNewScreen() {
  const page = useLoaderData<typeof watchNewLoader>()
  const answer = useActionData<typeof watchNewAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('watch.new')
  const e = useTranslations('watch.refusals')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { organization, lists, signs, chosen, today, requestId } = page
  const sign = signs.find(({ signId }) => signId === chosen)
  const typed = answer?.typed ?? {
    code: sign?.code ?? '',
    evidence: sign?.sentence.slice(0, 300) ?? '',
    observedOn: formatDay(today),
    colour: sign?.kind === 'yellow' ? 'yellow' : 'red',
  }
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('list'), to: '/monitoring/watch' },
          { label: organization.name, to: `/organizations/${organization.organizationId}` },
        ]}
        title={t('title')}
        state={t('state', { name: organization.name })}
      />
      <div className={classes['stack']}>
        {answer !== undefined && (
          <Notice
            tone="error"
            live="alert"
            title={e.has(answer.refusal as 'BAD_INPUT') ? e(answer.refusal as 'BAD_INPUT') : e('other')}
          >
            {e('nothing-changed')} {answer.refusal}
          </Notice>
        )}
        {lists.length === 0 ? (
          <Notice tone="watch" title={t('no-list')} />
        ) : (
          <Panel title={t('form')}>
            <Form method="post" className={classes['stack']}>
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="organizationId" value={organization.organizationId} />
              <input type="hidden" name="signalId" value={sign?.signId ?? ''} />
              <NativeSelect
                name="listId"
                label={t('which-list')}
                data={lists.map(({ listId, name }) => ({ value: listId, label: name }))}
                defaultValue={typed['listId'] ?? lists[0]?.listId ?? ''}
              />
              <SignFields typed={typed} wrong={answer?.wrong ?? []} />
              <p className={classes['light']}>{t('what-then')}</p>
              <div className={classes['end']}>
                <Button type="submit" variant="filled" loading={busy}>
                  {t('send')}
                </Button>
              </div>
            </Form>
          </Panel>
        )}
      </div>
    </>
  )
}
